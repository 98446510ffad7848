// The dialog of scheduled reports: the viewer's own, and a form to make or change one. The present filters of the
// dashboard go along with a report.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FilterValues, ReportDocument, ReportTimeDocument } from "../types/documents";
import type { ViewContext } from "../view/card-context";
import { icon } from "../view/icons";
import type { Store } from "../view/store";

/** What an open dialog knows. Kept by element and viewer: two elements of a page may be two tenants'. */
interface Known { overlay: { metricId?: string }; viewer: number; reports: ReportDocument[] | null; edited: ReportDocument | "new" | null; frequency: ReportTimeDocument["frequency"]; problem: string; isBusy: boolean }
const known = new WeakMap<Store, Known>();

/** With a metric, a new report of that one is begun. */
export function reports(context: ViewContext, overlay: { metricId?: string }): TemplateResult {
  const { store, speech } = context;
  let own = known.get(store);
  if (own?.overlay !== overlay || own.viewer !== store.viewer) {
    own = { overlay, viewer: store.viewer, reports: null, edited: overlay.metricId ? "new" : null, frequency: "weekly", problem: "", isBusy: false };
    known.set(store, own);
    void ask(context, own);
  }
  if (own.edited) return form(context, own, own.edited === "new" ? null : own.edited);
  return html`${problemOf(own)}
    ${own.reports === null && !own.problem ? html`<div class="shade tall" role="status" aria-label=${speech.say("loading")}></div>` : nothing}
    ${own.reports?.length === 0 ? html`<p class="panel-note">${speech.say("noReports")}</p>` : nothing}
    <ul class="managed">${own.reports?.map((report) => entry(context, own, report))}</ul>
    <button class="button primary" @click=${() => edit(context, own, "new")}>${icon("plus")}${speech.say("newReport")}</button>`;
}

function problemOf({ problem }: Known): TemplateResult | typeof nothing {
  return problem ? html`<p class="form-problem" role="alert">${problem}</p>` : nothing;
}

function entry(context: ViewContext, own: Known, report: ReportDocument): TemplateResult {
  const { speech } = context;
  const at = new Intl.DateTimeFormat(speech.language, { dateStyle: "medium", timeStyle: "short", timeZone: report.timeConfigurations.timezone });
  return html`<li data-report=${report.id}><span class="managed-text"><span class="managed-name">${report.subject}</span>
      <span class="managed-detail">${timeText(context, report.timeConfigurations)} · ${report.recipients.join(", ")}</span>
      <span class="managed-detail">${speech.say("nextReport", { time: at.format(new Date(report.nextAt)) })}</span>
      ${report.problem ? html`<span class="managed-detail failed">${speech.say("reportProblem", { problem: report.problem })}</span>` : nothing}</span>
    <span class="managed-actions">
      <button class="quiet" aria-label="${speech.say("editReport")}: ${report.subject}" @click=${() => edit(context, own, report)}>${icon("edit")}</button>
      <button class="quiet" aria-label="${speech.say("deleteReport")}: ${report.subject}" @click=${() => void remove(context, own, report)}>${icon("remove")}</button>
    </span></li>`;
}

function timeText({ speech }: ViewContext, { frequency, day, time, timezone }: ReportTimeDocument): string {
  const on = frequency === "weekly" ? weekdays(speech.language).find(([name]) => name === day)?.[1] : frequency === "monthly" ? day : "";
  return [speech.say(`frequency.${frequency}`), on, time, timezone].filter(Boolean).join(", ");
}

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function weekdays(language: string): [string, string][] {
  const write = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  // The first of January 2024 was a Monday.
  return DAYS.map((name, index) => [name, write.format(Date.UTC(2024, 0, 1 + index))]);
}

function edit(context: ViewContext, own: Known, edited: ReportDocument | "new" | null): void {
  const frequency = edited && edited !== "new" ? edited.timeConfigurations.frequency : "weekly";
  Object.assign(own, { edited, frequency, problem: "" });
  context.redraw();
}

function form(context: ViewContext, own: Known, report: ReportDocument | null): TemplateResult {
  const { speech, store } = context;
  const metrics = [...store.state.metrics.values()].map((metric) => metric.document);
  const time = report?.timeConfigurations;
  const { metricId } = own.overlay;
  const chosen = new Set(report?.metricIds ?? (metricId ? [metricId] : metrics.map((metric) => metric.metricId)));
  const pickFrequency = (event: Event): void => {
    own.frequency = (event.target as HTMLSelectElement).value as Known["frequency"];
    context.redraw();
  };
  const option = (value: string, text: string, isChosen: boolean): TemplateResult => html`<option value=${value} ?selected=${isChosen}>${text}</option>`;
  return html`<form class="report-form" @submit=${(event: SubmitEvent) => void save(context, own, report, event)}>
    <label class="field wide"><span>${speech.say("subject")}</span><input class="input" name="subject" required maxlength="200" .value=${report?.subject ?? store.state.dashboard?.name ?? ""}></label>
    <label class="field wide"><span>${speech.say("recipients")}</span><input class="input" name="recipients" required inputmode="email" placeholder=${speech.say("recipientsHint")} .value=${report?.recipients.join(", ") ?? ""}></label>
    <label class="field"><span>${speech.say("frequency")}</span><select class="input" name="frequency" @change=${pickFrequency}>
      ${(["daily", "weekly", "monthly"] as const).map((one) => option(one, speech.say(`frequency.${one}`), one === own.frequency))}</select></label>
    ${own.frequency === "weekly" ? html`<label class="field"><span>${speech.say("weekday")}</span><select class="input" name="day">
      ${weekdays(speech.language).map(([name, text]) => option(name, text, name === (time?.day ?? "monday")))}</select></label>` : nothing}
    ${own.frequency === "monthly" ? html`<label class="field"><span>${speech.say("dayOfMonth")}</span><select class="input" name="day">
      ${Array.from({ length: 28 }, (_, index) => String(index + 1)).map((day) => option(day, day, day === (time?.day ?? "1")))}</select></label>` : nothing}
    <label class="field"><span>${speech.say("timeOfDay")}</span><input class="input" type="time" name="time" required .value=${time?.time ?? "09:00"}></label>
    <label class="field"><span>${speech.say("timezone")}</span><select class="input" name="timezone">${zones(context, time?.timezone).map(([zone, isChosen]) => option(zone, zone, isChosen))}</select></label>
    <label class="field"><span>${speech.say("fileFormat")}</span><select class="input" name="format">${(["csv", "xlsx"] as const).map((one) => option(one, one.toUpperCase(), one === report?.format))}</select></label>
    <fieldset class="field wide"><legend>${speech.say("reportMetrics")}</legend>${metrics.map((metric) => html`<label class="check"><input type="checkbox" name="metric" value=${metric.metricId}
      ?checked=${chosen.has(metric.metricId)}><span>${metric.name}</span></label>`)}</fieldset>
    ${problemOf(own)}
    <div class="panel-buttons wide"><button type="button" class="button" @click=${() => edit(context, own, null)}>${speech.say("cancel")}</button>
      <button type="submit" class="button primary" ?disabled=${own.isBusy}>${speech.say("save")}</button></div></form>`;
}

/** Every zone that the browser knows; first choice is the report's, the token's, the browser's. */
function zones({ store }: ViewContext, saved: string | undefined): [string, boolean][] {
  const given = store.state.dashboard?.timezone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chosen = saved ?? (given && given !== "UTC" ? given : here);
  const all = new Set([chosen, "UTC", ...(Intl.supportedValuesOf?.("timeZone") ?? [])]);
  return [...all].map((zone) => [zone, zone === chosen]);
}

async function save(context: ViewContext, own: Known, report: ReportDocument | null, event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const sent = new FormData(event.target as HTMLFormElement);
  const text = (name: string): string => String(sent.get(name) ?? "").trim();
  const { store } = context;
  const draft = {
    subject: text("subject"),
    recipients: text("recipients").split(/[\s,;]+/).filter(Boolean),
    metricIds: sent.getAll("metric").map(String),
    format: text("format"),
    timeConfigurations: {
      frequency: text("frequency"), ...(sent.has("day") ? { day: text("day") } : {}), time: text("time").slice(0, 5), timezone: text("timezone"),
    },
    filters: settable(store),
  };
  const path = report ? "reports/update" : "reports/create";
  await act(context, own, path, { report: draft, ...(report ? { reportId: report.id } : {}) }, () => {
    own.edited = null;
    context.announce(context.speech.say("saved"));
  });
}

/** The values of the dashboard's filters; null where one with a default is cleared. */
function settable(store: Store): FilterValues {
  const { dashboard, filters } = store.state;
  const free = (dashboard?.filters ?? []).filter((filter) => filter.value === undefined);
  const values = free.map((filter) => [filter.name, filters[filter.name] ?? null] as const);
  return Object.fromEntries(values.filter(([name, value]) => value !== null || free.find((filter) => filter.name === name)?.default != null));
}

async function remove(context: ViewContext, own: Known, report: ReportDocument): Promise<void> {
  if (!confirm(context.speech.say("deleteReally", { name: report.subject }))) return;
  await act(context, own, "reports/delete", { reportId: report.id });
}

async function act(context: ViewContext, own: Known, path: string, body: object, done?: () => void): Promise<void> {
  const { store } = context;
  Object.assign(own, { isBusy: true, problem: "" });
  context.redraw();
  try {
    await store.context.client.json(path, { dashboardId: store.dashboardId(), ...body });
    done?.();
    await ask(context, own);
  } catch (cause) {
    own.problem = cause instanceof Error ? cause.message : String(cause);
    store.fail(cause, []);
  }
  own.isBusy = false;
  context.redraw();
}

async function ask(context: ViewContext, own: Known): Promise<void> {
  const { store, speech } = context;
  try {
    const reply = await store.context.client.json<{ data: ReportDocument[] }>("reports", { dashboardId: store.dashboardId() });
    own.reports = reply.data;
  } catch (cause) {
    own.problem = speech.say("failed");
    store.fail(cause, []);
  }
  context.redraw();
}
