// The card of one metric: title, breadcrumb of the drill-down, the picture in its states, legend and menu.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { CHARTS } from "../charts/index";
import type { Mark } from "../charts/drawing";
import { legendLooks, legendWish, tooltipStyle } from "../theme/appearance";
import type { ChartSpec, Row } from "../types/documents";
import { breadcrumb } from "./breadcrumb";
import type { CardContext } from "./card-context";
import { cardMenu } from "./card-menu";
import { drawingOf, type ChartInput } from "./chart-element";
import { choose, shownChart } from "./choose";
import { filterBar } from "./filter-bar";
import { icon } from "./icons";
import { legend } from "./legend";
import { pivot } from "./pivot";
import { single } from "./single";
import { table } from "./table";
import { withTableSettings } from "./table-settings";
import { textAlternative } from "./text-alternative";

export function card(context: CardContext): TemplateResult {
  const { metric, settings, store, speech, isFullscreen } = context;
  const { document } = metric;
  const titleId = `${isFullscreen ? "full-" : ""}title-${cssName(document.metricId)}`;
  const openFull = (): void => store.open({ kind: "fullscreen", metricId: document.metricId });
  const isTitleButton = settings.switches.has("enable-title-click-fullscreen") && !isFullscreen;
  const filters = document.filters.length > 0 ? html`<div class="card-filters">${filterBar(context, document.filters, document.metricId)}</div>` : nothing;
  const isOutside = settings.filterPosition === "outside" && filters !== nothing;
  const { width, color } = settings.description;
  const descriptionStyle = [width ? `max-inline-size: ${/^\d+$/.test(width) ? `${width}px` : width}` : "", color ? `color: ${color}` : ""].filter(Boolean).join("; ").replace(/[{}]/g, "");
  const article = html`<article class="card kind-${document.chart.type} ${metric.status === "loading" && metric.answer ? "stale" : ""}"
      aria-labelledby=${titleId} aria-busy=${metric.status === "loading"} data-metric=${document.metricId} data-status=${metric.status}>
    <header class="card-head">
      <div class="card-titles">
        <h3 class="card-title" id=${titleId}>${isTitleButton ? html`<button class="title-button" @click=${openFull}>${document.name}</button>` : document.name}</h3>
        ${document.description ? html`<p class="card-description" .style=${descriptionStyle}>${document.description}</p>` : nothing}
      </div>
      ${cardMenu(context)}
    </header>
    ${breadcrumb(context)}
    ${unfiltered(context)}
    ${isOutside ? nothing : filters}
    <div class="card-body">${picture(context)}</div>
  </article>`;
  return isOutside ? html`<div class="card-with-filters">${filters}${article}</div>` : article;
}

// What was clicked elsewhere does not narrow a metric of author SQL.
function unfiltered({ metric, store, speech }: CardContext): TemplateResult | typeof nothing {
  const { cross } = store.state;
  if (!cross || !metric.ignoresCross || cross.from === metric.document.metricId) return nothing;
  return html`<div><span class="tag unfiltered">${speech.say("notFilteredBy", { value: cross.label })}</span></div>`;
}

function picture(context: CardContext): TemplateResult {
  const { metric, speech, settings, store } = context;
  const { answer, document } = metric;
  if (metric.status === "error") return failure(context);
  if (!answer) return settings.options.disableMetricLoader ? html`` : html`<div class="shade" role="status" aria-label=${speech.say("loading")}></div>`;
  if (answer.data.length === 0 && !metric.table.search) return emptiness(context);
  const chart = shownChart(metric);
  const onRow = (row: Row, column: string): void => choose(context, { column, value: row[column] ?? null, row, label: String(row[column] ?? "") });
  const tableOf = (own: ChartSpec): TemplateResult =>
    table({ ...context, metric: { ...metric, document: { ...document, chart: withTableSettings(own, answer, settings.appearance) } } }, onRow);
  if (metric.isShownAsTable) return tableOf(asTable(chart));
  if (chart.type === "single") return html`${single(answer, chart, speech, settings.appearance)}`;
  if (chart.type === "pivot") return pivot(answer, withTableSettings(chart, answer, settings.appearance), speech, document.name);
  if (chart.type === "table" || !CHARTS[chart.type]) return tableOf(document.chart);
  return drawn(context, chart);

  function drawn(own: CardContext, shown: ChartSpec): TemplateResult {
    const input: ChartInput = inputOf(own, shown);
    const drawing = drawingOf(input);
    const wish = legendWish(settings.appearance);
    const describedBy = `data-${own.isFullscreen ? "full-" : ""}${cssName(document.metricId)}`;
    const toggle = (name: string): void => {
      const hidden = new Set(metric.hidden);
      if (!hidden.delete(name)) hidden.add(name);
      store.changeMetric(document.metricId, { hidden });
    };
    return html`<div class="picture legend-${wish.place}" .style=${tooltipStyle(settings.appearance)}>
      <souk-chart class="chart" tabindex="0" role="application" aria-roledescription=${speech.say(`chart.${shown.type}`)}
        aria-label="${document.name}. ${speech.say("chartKeys")}" aria-describedby=${describedBy}
        .input=${input} .onMark=${(mark: Mark) => choose(own, mark)} .onRead=${own.announce}></souk-chart>
      ${wish.isShown && drawing ? legend(drawing, metric.hidden, toggle, legendLooks(settings.appearance)) : nothing}
      ${textAlternative(answer!, shown, speech, document.name, describedBy)}
    </div>`;
  }
}

// The same object for the same content: the chart draws only when it is handed another one.
const inputs = new WeakMap<object, ChartInput>();

function inputOf({ metric, theme, locale, settings }: CardContext, chart: ChartSpec): ChartInput {
  const answer = metric.answer!;
  const next: ChartInput = { answer, chart, theme, locale, renderer: settings.renderer, hidden: metric.hidden };
  const before = inputs.get(answer);
  const isSame = before && before.theme === theme && before.locale === locale && before.renderer === next.renderer
    && before.hidden === next.hidden && JSON.stringify(before.chart) === JSON.stringify(chart);
  if (!isSame) inputs.set(answer, next);
  return isSame ? before : next;
}

function emptiness({ speech, settings }: CardContext): TemplateResult {
  return html`<div class="state empty" role="status">
    ${settings.noDataImage ? html`<img class="state-image" src=${settings.noDataImage} alt="">` : icon("empty")}
    <p>${speech.say("empty")}</p></div>`;
}

function failure({ metric, speech, store }: CardContext): TemplateResult {
  const { problem, document } = metric;
  return html`<div class="state failed" role="alert">${icon("alert")}
    <p>${speech.say("failed")}</p>
    ${problem?.message ? html`<p class="state-detail">${problem.message}</p>` : nothing}
    ${problem?.requestId ? html`<p class="state-detail"><code>${speech.say("requestId", { id: problem.requestId })}</code></p>` : nothing}
    <button class="button" @click=${() => void store.ask([document.metricId])}>${speech.say("retry")}</button></div>`;
}

function asTable(chart: ChartSpec): ChartSpec {
  const { formats, conditions } = chart;
  return { type: "table", ...(formats ? { formats } : {}), ...(conditions ? { conditions } : {}) };
}

export function cssName(id: string): string {
  return id.replace(/[^\w-]/g, "_");
}

