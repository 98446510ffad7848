// A chart of rows that the page has itself.

import { html, render } from "lit/html.js";
import type { Mark } from "../charts/drawing";
import { CHARTS } from "../charts/index";
import type { Foundations } from "../shell/foundations";
import type { PlainChartSetting } from "../shell/plain-chart";
import { readSettings } from "../shell/settings";
import { readChartTheme } from "../theme/read-theme";
import type { Answer, ChartSpec, Row } from "../types/documents";
import type { ChartInput } from "./chart-element";
import { onlyRareCharts } from "./chart-element";

export function drawPlainChart(host: HTMLElement, root: ShadowRoot, given: PlainChartSetting, foundations: Foundations): void {
  const chart = { ...object(given("config")), ...object(given("chart-options")) } as unknown as ChartSpec;
  const rows = object(given("data"));
  const data = (Array.isArray(rows) ? rows : []) as Row[];
  const settings = readSettings(host, new Map());
  const colors = object(given("colors"));
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(foundations.sheetOf(foundations.tokensFor(settings, {}, dark)));
  root.adoptedStyleSheets = [...foundations.baseStyles(), sheet];
  const holder = root.querySelector<HTMLElement>(".plain-chart") ?? document.createElement("div");
  holder.className = `root plain-chart ${String(given("class-name") ?? "")}`;
  if (!holder.isConnected) root.replaceChildren(holder);
  if (!CHARTS[chart.type] || data.length === 0) {
    render(html``, holder);
    return;
  }
  const language = foundations.languageOf(settings.language, document.documentElement.lang);
  const speech = foundations.speech(language, {});
  const texts = { total: speech.say("total"), others: speech.say("others"), nothing: speech.say("nothing") };
  const input: ChartInput = {
    answer: answerOf(data), chart: Array.isArray(colors) ? { ...chart, colors: colors as string[] } : chart,
    theme: readChartTheme(host, settings.appearance), locale: { language, isRightToLeft: speech.isRightToLeft, texts },
    renderer: settings.renderer, hidden: new Set(),
  };
  // No other picture is waited for before the rarer kinds are fetched.
  onlyRareCharts();
  render(html`<souk-chart class="chart" tabindex="0" role="application" aria-label=${speech.say("chartKeys")} .input=${input}
    .onMark=${(mark: Mark) => tell(host, mark)}></souk-chart>`, holder);
}

function tell(host: HTMLElement, { column, value, row }: Mark): void {
  host.dispatchEvent(new CustomEvent("souk-click", { detail: { metricId: "", column, value, row }, bubbles: true, composed: true }));
}

/** Columns are what their values are. */
function answerOf(data: Row[]): Answer {
  const names = [...new Set(data.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => ({ name, label: name, dataType: typeOf(data.map((row) => row[name]).filter((value) => value !== null && value !== undefined)) }));
  return { data, metaData: { columns }, totalRecords: data.length, timeTaken: 0, comparisonValue: null };
}

function typeOf(values: unknown[]): string {
  if (values.every((value) => typeof value === "number")) return "number";
  return values.every((value) => typeof value === "string" && /^\d{4}-\d\d-\d\d([T ]|$)/.test(value)) ? "time" : "string";
}

function object(value: unknown): object {
  if (typeof value !== "string") return typeof value === "object" && value !== null ? value : {};
  try {
    return JSON.parse(value) as object;
  } catch {
    console.warn("souk: an attribute of a chart is not JSON");
    return {};
  }
}
