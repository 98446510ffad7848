// The builder: fields on one side, wells and a picture on the other. Everything that can be dragged can be added by a
// button too.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { drawingOf, type ChartInput } from "../view/chart-element";
import type { ViewContext } from "../view/card-context";
import { icon } from "../view/icons";
import { pivot } from "../view/pivot";
import { single } from "../view/single";
import { textAlternative } from "../view/text-alternative";
import { columnsOf, kindOf } from "../formats/values";
import { formatterOf } from "../formats/format";
import type { Answer, ChartSpec, FieldTable } from "../types/documents";
import type { TextKey } from "../texts/en";
import {
  chartOf, CHART_CHOICES, draftOf, emptyDraft, fieldsOf, isAskable, LIMITS, questionOf, wellFor, withField,
  type Draft, type Field, type Well,
} from "./builder-model";
import { wells } from "./builder-wells";

export interface Builder {
  context: ViewContext;
  metricId: string | undefined;
  viewer: number;
  draft: Draft;
  fields: Field[] | null;
  search: string;
  answer: Answer | null;
  problem: string;
  saveProblem: string;
  isBusy: boolean;
  asked: string;
  dragged: Field | null;
}

const builders = new WeakMap<object, Builder>();

export function builder(context: ViewContext, metricId?: string): TemplateResult {
  const own = builderOf(context, metricId);
  const { speech, store } = context;
  const title = speech.say(metricId ? "editMetric" : "createMetric");
  const isDialog = store.context.purpose !== "create";
  return html`<div class="builder">
    <div class="dialog-head"><h2 class="dialog-title">${title}</h2>
      ${isDialog ? html`<button class="quiet" aria-label=${speech.say("close")} @click=${() => close(own)}>${icon("close")}</button>` : nothing}</div>
    <div class="builder-body">${fieldList(own)}${wells(own, change)}${preview(own)}</div>
    ${foot(own, isDialog)}
  </div>`;
}

function builderOf(context: ViewContext, metricId: string | undefined): Builder {
  const before = builders.get(context.store);
  if (before && before.metricId === metricId && before.viewer === context.store.viewer) {
    before.context = context;
    return before;
  }
  const own: Builder = {
    context, metricId, viewer: context.store.viewer, draft: emptyDraft(), fields: null, search: "", answer: null, problem: "", saveProblem: "", isBusy: false, asked: "", dragged: null,
  };
  builders.set(context.store, own);
  void loadFields(own);
  return own;
}

async function loadFields(own: Builder): Promise<void> {
  const { store } = own.context;
  try {
    const reply = await store.context.client.json<{ data: FieldTable[] }>("fields", { dashboardId: store.dashboardId() });
    own.fields = fieldsOf(reply.data);
    const metric = store.state.metrics.get(own.metricId ?? "")?.document;
    if (metric) change(own, draftOf(metric, own.fields));
  } catch (cause) {
    own.fields = [];
    fail(own, cause);
  }
  own.context.redraw();
}

function change(own: Builder, draft: Draft): void {
  own.draft = draft;
  void ask(own);
  own.context.redraw();
}

async function ask(own: Builder): Promise<void> {
  const { store } = own.context;
  const query = questionOf(own.draft);
  const key = JSON.stringify(query);
  if (!isAskable(own.draft)) {
    Object.assign(own, { answer: null, asked: "", problem: "" });
    return;
  }
  if (own.asked === key) return;
  own.asked = key;
  own.isBusy = true;
  try {
    const reply = await store.context.client.json<{ answer: Answer }>("preview", { dashboardId: store.dashboardId(), query });
    if (own.asked !== key) return;
    Object.assign(own, { answer: reply.answer, problem: "" });
  } catch (cause) {
    if (own.asked !== key) return;
    own.answer = null;
    fail(own, cause);
  }
  own.isBusy = false;
  own.context.redraw();
}

function fail(own: Builder, cause: unknown): void {
  own.problem = cause instanceof Error ? cause.message : String(cause);
  own.context.store.fail(cause, []);
}

function fieldList(own: Builder): TemplateResult {
  const { speech } = own.context;
  const words = own.search.toLowerCase();
  const shown = (own.fields ?? []).filter((field) => `${field.label} ${field.table}`.toLowerCase().includes(words));
  const tables = [...new Set(shown.map((field) => field.table))];
  const add = (field: Field) => () => change(own, withField(own.draft, field, wellFor(field)));
  return html`<section class="fields" aria-label=${speech.say("fields")}>
    <label class="search">${icon("search")}<input type="search" placeholder=${speech.say("searchFields")} aria-label=${speech.say("searchFields")}
      @input=${(event: Event) => { own.search = (event.target as HTMLInputElement).value; own.context.redraw(); }}></label>
    ${own.fields === null ? html`<div class="shade" role="status" aria-label=${speech.say("loading")}></div>` : nothing}
    <div class="fields-scroll" tabindex="0" role="region" aria-label=${speech.say("fields")}>${tables.map((table) => html`<h3 class="fields-table">${table}</h3>
      <ul>${shown.filter((field) => field.table === table).map((field) => html`<li class="field-item ${field.kind}" draggable="true" data-member=${field.member}
        @dragstart=${(event: DragEvent) => { own.dragged = field; event.dataTransfer?.setData("text/plain", field.member); }} @dragend=${() => (own.dragged = null)}>
        <span class="field-kind" aria-hidden="true">${{ measure: "Σ", number: "#", time: "◷", text: "A" }[field.kind]}</span><span class="field-label">${field.label}</span>
        <button class="quiet add" aria-label=${speech.say("addTo", { name: field.label })} @click=${add(field)}>${icon("plus")}</button></li>`)}</ul>`)}
    </div></section>`;
}

const NO_ONE: ReadonlySet<string> = new Set();
let lastInput: ChartInput | null = null;

function preview(own: Builder): TemplateResult {
  const { speech } = own.context;
  const chart = chartOf(own.draft);
  const pick = (event: Event): void =>
    change(own, { ...own.draft, type: (event.target as HTMLSelectElement).value as ChartSpec["type"], isTypeChosen: true });
  return html`<section class="preview" aria-label=${speech.say("preview")}>
    <label class="field inline"><span>${speech.say("chartType")}</span><select class="input" name="type" @change=${pick}>
      ${CHART_CHOICES.map((kind) => html`<option value=${kind} ?selected=${kind === own.draft.type}>${speech.say(`chart.${kind}` as TextKey)}</option>`)}</select></label>
    <div class="preview-picture ${own.isBusy ? "busy" : ""}" aria-busy=${own.isBusy}>${drawn(own, chart)}</div></section>`;
}

function drawn(own: Builder, chart: ChartSpec): TemplateResult {
  const { speech, theme, locale, settings } = own.context;
  const { answer } = own;
  if (own.problem) return html`<div class="state failed" role="alert">${icon("alert")}<p>${own.problem}</p></div>`;
  if (!answer) return html`<div class="state">${icon("chart")}<p>${speech.say("previewHint")}</p></div>`;
  if (answer.data.length === 0) return html`<div class="state empty">${icon("empty")}<p>${speech.say("empty")}</p></div>`;
  if (chart.type === "single") return single(answer, chart, speech, settings.appearance);
  if (chart.type === "pivot") return pivot(answer, chart, speech, speech.say("preview"));
  const next: ChartInput = { answer, chart, theme, locale, renderer: settings.renderer, hidden: NO_ONE };
  if (!drawingOf(next)) return plainTable(own, answer, chart);
  const isSame = lastInput?.answer === answer && JSON.stringify(lastInput.chart) === JSON.stringify(chart) && lastInput.theme === theme;
  if (!isSame) lastInput = next;
  return html`<souk-chart class="chart" tabindex="0" role="application" aria-roledescription=${speech.say(`chart.${chart.type}`)} aria-label=${speech.say("preview")}
    aria-describedby="preview-data" .input=${lastInput}></souk-chart>${textAlternative(answer, chart, speech, speech.say("preview"), "preview-data")}`;
}

function plainTable({ context }: Builder, answer: Answer, chart: ChartSpec): TemplateResult {
  const columns = columnsOf(answer).map((column) => ({
    ...column, isNumber: kindOf(answer, column.name) === "number", write: formatterOf(answer, chart, column.name, context.speech.language),
  }));
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${context.speech.say("preview")}><table class="table">
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.isNumber ? "number" : ""}>${column.label}</th>`)}</tr></thead>
    <tbody>${answer.data.slice(0, 50).map((row) => html`<tr>${columns.map((column) => html`<td class=${column.isNumber ? "number" : ""}>${column.write(row[column.name])}</td>`)}</tr>`)}</tbody></table></div>`;
}

function foot(own: Builder, isDialog: boolean): TemplateResult {
  const { speech } = own.context;
  const { draft } = own;
  const setName = (event: Event): void => {
    own.draft = { ...own.draft, name: (event.target as HTMLInputElement).value };
    own.context.redraw();
  };
  const setVisibility = (event: Event): void => {
    own.draft = { ...own.draft, visibility: (event.target as HTMLSelectElement).value as Draft["visibility"] };
  };
  const setLimit = (event: Event): void => change(own, { ...own.draft, limit: Number((event.target as HTMLSelectElement).value) });
  return html`<div class="builder-foot">
    <label class="field"><span>${speech.say("metricName")}</span><input class="input" name="name" .value=${draft.name} placeholder=${speech.say("unnamed")} @input=${setName}></label>
    <label class="field"><span>${speech.say("visibility")}</span><select class="input" name="visibility" @change=${setVisibility}>
      ${(["tenant", "private"] as const).map((one) => html`<option value=${one} ?selected=${draft.visibility === one}>${speech.say(one)}</option>`)}</select></label>
    <label class="field narrow"><span>${speech.say("rowLimit")}</span><select class="input" name="limit" @change=${setLimit}>
      ${[...new Set([...LIMITS, draft.limit])].map((limit) => html`<option value=${limit} ?selected=${draft.limit === limit}>${limit}</option>`)}</select></label>
    <span class="spacer" role=${own.saveProblem ? "alert" : nothing}>${own.saveProblem}</span>
    ${isDialog ? html`<button class="button" @click=${() => close(own)}>${speech.say("cancel")}</button>` : nothing}
    <button class="button primary" ?disabled=${!isAskable(draft) || own.isBusy || own.problem !== ""} @click=${() => void save(own)}>${speech.say("save")}</button>
  </div>`;
}

function close(own: Builder): void {
  builders.delete(own.context.store);
  own.context.store.open(null);
}

async function save(own: Builder): Promise<void> {
  const { store, speech } = own.context;
  const { draft } = own;
  const metric = { name: draft.name.trim() || speech.say("unnamed"), query: questionOf(draft), chart: chartOf(draft), visibility: draft.visibility };
  const dashboardId = store.dashboardId();
  try {
    const { id } = own.metricId
      ? await store.context.client.json<{ id: string }>("metrics/update", { dashboardId, metricId: own.metricId, metric })
      : await store.context.client.json<{ id: string }>("metrics/create", { dashboardId, metric });
    builders.delete(store);
    own.context.announce(speech.say("saved"));
    store.context.emit("souk-saved", { metricId: id });
    if (store.context.purpose === "create") store.change({ notice: speech.say("saved") });
    else store.open(null);
    await store.reload();
  } catch (cause) {
    own.saveProblem = cause instanceof Error ? cause.message : String(cause);
    store.fail(cause, []);
    own.context.redraw();
  }
}

export type { Well };
