// Dialogs: the rows behind a metric, the metrics to manage, scheduled reports, and saved views.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { columnsOf, kindOf } from "../formats/values";
import { formatterOf } from "../formats/format";
import type { Answer, Cell, Row } from "../types/documents";
import { allowed } from "../view/allowed";
import type { ViewContext } from "../view/card-context";
import { icon } from "../view/icons";
import type { Overlay } from "../view/state";
import type { Store } from "../view/store";
import { reports } from "./reports";
import { viewForm } from "./views";

type DialogOverlay = Overlay & { kind: "dialog" };

export function titleOf({ store, speech }: ViewContext, overlay: DialogOverlay): string {
  if (overlay.name === "manager") return speech.say("manageMetrics");
  if (overlay.name === "reports") return speech.say("scheduleReports");
  if (overlay.name === "view") return speech.say(overlay.viewId ? "editView" : "saveView");
  return speech.say("rowsOf", { name: store.state.metrics.get(overlay.metricId ?? "")?.document.name ?? "" });
}

export function dialog(context: ViewContext, overlay: DialogOverlay): TemplateResult {
  return html`<div class="dialog-head"><h2 class="dialog-title">${titleOf(context, overlay)}</h2>
      <button class="quiet" aria-label=${context.speech.say("close")} @click=${() => context.store.open(null)}>${icon("close")}</button></div>
    <div class="dialog-body">${content(context, overlay)}</div>`;
}

function content(context: ViewContext, overlay: DialogOverlay): TemplateResult {
  if (overlay.name === "manager") return manager(context);
  if (overlay.name === "reports") return reports(context, overlay);
  if (overlay.name === "view") return viewForm(context, overlay.viewId);
  return underlying(context, overlay.metricId ?? "", overlay.cell ?? []);
}

const PAGE = 100;

/** The rows that a dialog shows. Kept by element, viewer and question: two elements of a page may be two tenants'. */
interface Behind { key: string; answer: Answer | null; failed: string; offset: number }
const behind = new WeakMap<Store, Behind>();

function keyOf({ store }: ViewContext, metricId: string, cell: Cell[]): string {
  return JSON.stringify([store.viewer, metricId, store.surroundingsOf(metricId), cell]);
}

function underlying(context: ViewContext, metricId: string, cell: Cell[]): TemplateResult {
  const { speech, store, settings } = context;
  const key = keyOf(context, metricId, cell);
  if (behind.get(store)?.key !== key) void askRows(context, metricId, cell, 0);
  const { answer, failed, offset } = behind.get(store)!;
  if (failed) return html`<div class="state failed" role="alert">${icon("alert")}<p>${failed}</p></div>`;
  if (!answer) return html`<div class="shade tall" role="status" aria-label=${speech.say("loading")}></div>`;
  const last = offset + answer.data.length;
  const go = (to: number) => (): void => void askRows(context, metricId, cell, Math.max(0, to));
  const download = (): void =>
    void context.feature("exports").then((exports) => exports.download(context, { metricId, format: "csv", rows: "underlying" }));
  return html`${rowTable(context, answer)}
    <div class="dialog-foot">
      ${allowed(store.state, settings).downloadUnderlying ? html`<button class="button" @click=${download}>${icon("download")}${speech.say("downloadCsv")}</button>` : nothing}
      <div class="pages"><span>${speech.say("pageOf", { first: Math.min(offset + 1, answer.totalRecords), last, total: answer.totalRecords })}</span>
        <button class="quiet" aria-label=${speech.say("previous")} ?disabled=${offset === 0} @click=${go(offset - PAGE)}>${icon("back")}</button>
        <button class="quiet" aria-label=${speech.say("next")} ?disabled=${last >= answer.totalRecords} @click=${go(offset + PAGE)}>${icon("forward")}</button></div>
    </div>`;
}

function rowTable({ speech }: ViewContext, answer: Answer): TemplateResult {
  const columns = columnsOf(answer).map((column) => ({
    ...column, isNumber: kindOf(answer, column.name) === "number", write: formatterOf(answer, { type: "table" }, column.name, speech.language),
  }));
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${speech.say("underlying")}><table class="table underlying">
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.isNumber ? "number" : ""}>${column.label}</th>`)}</tr></thead>
    <tbody>${answer.data.map((row: Row) => html`<tr>${columns.map((column) => html`<td class=${column.isNumber ? "number" : ""}>${column.write(row[column.name])}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

async function askRows(context: ViewContext, metricId: string, cell: Cell[], offset: number): Promise<void> {
  const { store, speech } = context;
  const key = keyOf(context, metricId, cell);
  const before = behind.get(store);
  const pending: Behind = { key, answer: before?.key === key ? before.answer : null, failed: "", offset: before?.key === key ? before.offset : 0 };
  behind.set(store, pending);
  try {
    const body = { dashboardId: store.dashboardId(), metricId, ...store.surroundingsOf(metricId), cell, limit: PAGE, offset };
    const answer = await store.context.client.json<Answer>("underlying", body);
    if (behind.get(store) === pending) behind.set(store, { key, answer, failed: "", offset });
  } catch (cause) {
    if (behind.get(store) === pending) behind.set(store, { key, answer: null, failed: speech.say("failed"), offset: 0 });
    store.fail(cause, []);
  }
  context.redraw();
}

function manager(context: ViewContext): TemplateResult {
  const { store, speech, settings } = context;
  const may = allowed(store.state, settings);
  const metrics = [...store.state.metrics.values()].map((metric) => metric.document);
  return html`<ul class="managed">${metrics.map((metric) => html`<li><span class="managed-name">${metric.name}</span>
    <span class="tag">${speech.say(`chart.${metric.chart.type}`)}</span>${metric.isOwn ? html`<span class="tag own">${speech.say("own")}</span>` : nothing}
    <span class="managed-actions">
      ${may.update(metric) ? html`<button class="quiet" aria-label="${speech.say("editMetric")}: ${metric.name}" @click=${() => store.open({ kind: "dialog", name: "builder", metricId: metric.metricId })}>${icon("edit")}</button>` : nothing}
      ${may.remove(metric) ? html`<button class="quiet" aria-label="${speech.say("deleteMetric")}: ${metric.name}" @click=${() => void removeMetric(context, metric.metricId)}>${icon("remove")}</button>` : nothing}
    </span></li>`)}</ul>
    ${may.create ? html`<button class="button primary" @click=${() => store.open({ kind: "dialog", name: "builder" })}>${icon("plus")}${speech.say("createMetric")}</button>` : nothing}`;
}

export async function removeMetric({ store, speech }: ViewContext, metricId: string): Promise<void> {
  const name = store.state.metrics.get(metricId)?.document.name ?? "";
  if (!confirm(speech.say("deleteReally", { name }))) return;
  try {
    await store.context.client.json("metrics/delete", { dashboardId: store.dashboardId(), metricId });
    await store.reload();
  } catch (cause) {
    store.fail(cause, []);
  }
}
