// What opens below a filter's button. Options that the server knows are asked for when the panel opens and while a
// person types; the values of the filters that this one depends on go along.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { AsyncDirective, directive } from "lit/async-directive.js";
import type { ElementPart } from "lit/html.js";
import type { FilterDocument, FilterOption, FilterValue, PeriodValue, RangeValue, Scalar } from "../types/documents";
import type { ViewContext } from "./card-context";
import { walk } from "./card-menu";
import { presetLabel } from "./filter-summary";
import { icon } from "./icons";
import { periodOf, presetsFor } from "./periods";

export function filterPanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  if (filter.type === "date") return datePanel(context, filter, value, metricId);
  if (filter.variant === "range") return rangePanel(context, filter, value, metricId);
  if (filter.variant === "search") return searchPanel(context, filter, value, metricId);
  return optionsPanel(context, filter, value, metricId);
}

function set(context: ViewContext, filter: FilterDocument, value: FilterValue, metricId: string | undefined, stay = false): void {
  if (!stay) context.store.open(null);
  void context.store.setFilters({ [filter.name]: value }, metricId);
}

// What was found for a filter, and for which words. It lives as long as the panel is open.
interface Found { options: FilterOption[]; isLoading: boolean; search: string; key: string }
const found = new WeakMap<object, Found>();
const TYPING_PAUSE = 200;
const MOST_OPTIONS = 200;

function optionsPanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  const { store, speech, settings } = context;
  const fixed = settings.filterOptions[filter.name]?.options ?? filter.options;
  const chosen: Scalar[] = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value as Scalar];
  const state = found.get(filter) ?? { options: [], isLoading: false, search: "", key: "" };
  const isMany = filter.variant === "multiselect" || (metricId !== undefined && settings.switches.has("enable-multi-metric-filters"));
  if (!fixed) void ask(context, filter, state.search, metricId);
  const matches = fixed ? fixed.filter((option) => option.label.toLowerCase().includes(state.search.toLowerCase())) : state.options;
  const missing = chosen.filter((one) => !matches.some((option) => option.value === one) && state.search === "")
    .map((one) => ({ value: one, label: String(one) }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onType = (event: Event): void => {
    const search = (event.target as HTMLInputElement).value;
    clearTimeout(timer);
    timer = setTimeout(() => {
      found.set(filter, { ...state, ...found.get(filter), search });
      store.change({});
    }, TYPING_PAUSE);
  };
  const pick = (option: FilterOption) => (): void => {
    if (!isMany) return set(context, filter, chosen[0] === option.value ? null : option.value, metricId);
    const rest = chosen.filter((one) => one !== option.value);
    const next = rest.length === chosen.length ? [...chosen, option.value] : rest;
    set(context, filter, next.length > 0 ? next : null, metricId, true);
  };
  return html`<label class="search">${icon("search")}<input type="search" ${focusFirst()} placeholder=${speech.say("search")} aria-label=${speech.say("search")} @input=${onType}></label>
    <div class="options" role="listbox" aria-multiselectable=${isMany} aria-label=${filter.label ?? filter.name} @keydown=${walk}>
      ${[...missing, ...matches].slice(0, MOST_OPTIONS).map((option) => {
        const isChosen = chosen.includes(option.value);
        return html`<button class="option ${isMany ? "many" : ""}" role="option" aria-selected=${isChosen} @click=${pick(option)}>
          <span class="box">${isChosen ? icon("check") : nothing}</span><span class="option-label">${option.label}</span></button>`;
      })}
    </div>
    ${matches.length === 0 && missing.length === 0 ? html`<p class="panel-note" role="status">${speech.say(state.isLoading ? "loading" : "noMatches")}</p>` : nothing}`;
}

async function ask(context: ViewContext, filter: FilterDocument, search: string, metricId?: string): Promise<void> {
  const { store } = context;
  const others = Object.fromEntries((filter.dependsOn ?? []).map((name) => [name, store.filterValue(name)]));
  const key = JSON.stringify([search, others]);
  const before = found.get(filter);
  if (before?.key === key) return;
  found.set(filter, { options: before?.options ?? [], isLoading: true, search, key });
  try {
    const body = { dashboardId: store.dashboardId(), filter: filter.name, filters: others, ...(search ? { search } : {}), ...(metricId ? { metricId } : {}) };
    const reply = await store.context.client.json<{ data: FilterOption[] }>("filter-values", body);
    if (found.get(filter)?.key !== key) return;
    found.set(filter, { options: reply.data, isLoading: false, search, key });
  } catch (cause) {
    found.set(filter, { options: [], isLoading: false, search, key });
    store.fail(cause, []);
  }
  store.change({});
}

function searchPanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get("text") ?? "").trim();
    set(context, filter, text === "" ? null : text, metricId);
  };
  return html`<form @submit=${onSubmit}><label class="search">${icon("search")}<input name="text" type="search" ${focusFirst()} .value=${String(value ?? "")}
    aria-label=${filter.label ?? filter.name}></label>${buttons(context, filter, metricId)}</form>`;
}

function rangePanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  const { speech } = context;
  const range = (value ?? {}) as RangeValue;
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const read = (name: string): number | null => {
      const text = String(form.get(name) ?? "");
      return text === "" ? null : Number(text);
    };
    const [min, max] = [read("min"), read("max")];
    const next: RangeValue = { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
    set(context, filter, min === null && max === null ? null : next, metricId);
  };
  const input = (name: "min" | "max", text: string): TemplateResult => html`<label class="field"><span>${text}</span>
    <input class="input" type="number" step="any" name=${name} ${name === "min" ? focusFirst() : nothing} .value=${String(range[name] ?? "")}></label>`;
  return html`<form @submit=${onSubmit}><div class="pair">${input("min", speech.say("minimum"))}${input("max", speech.say("maximum"))}</div>
    ${buttons(context, filter, metricId)}</form>`;
}

function datePanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  const { speech, settings } = context;
  const period = (typeof value === "object" && value !== null ? value : { startDate: value as string }) as PeriodValue;
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [startDate, endDate] = [String(form.get("start") ?? ""), String(form.get("end") ?? "")];
    if (filter.variant === "date") return set(context, filter, startDate || null, metricId);
    set(context, filter, startDate || endDate ? { ...(startDate ? { startDate } : {}), ...(endDate ? { endDate } : {}) } : null, metricId);
  };
  const input = (name: string, text: string, day: string | undefined): TemplateResult =>
    html`<label class="field"><span>${text}</span><input class="input" type="date" name=${name} .value=${day?.slice(0, 10) ?? ""}></label>`;
  const presets = filter.variant === "date" ? [] : presetsFor(filter.name, settings, (preset) => presetLabel(preset, speech));
  return html`<form class="dates" @submit=${onSubmit}>
    ${presets.length > 0 ? html`<div class="options presets" role="listbox" aria-label=${speech.say("presets")} @keydown=${walk}>${presets.map((preset, index) => html`
      <button type="button" class="option" role="option" ${index === 0 ? focusFirst() : nothing} aria-selected=${period.preset === preset.value.preset && period.preset !== undefined}
        @click=${() => set(context, filter, periodOf(preset.value, settings), metricId)}>${preset.label}</button>`)}</div>` : nothing}
    <div class="date-fields">${filter.variant === "date"
      ? input("start", filter.label ?? filter.name, period.startDate)
      : html`${input("start", speech.say("from"), period.startDate ?? period.start)}${input("end", speech.say("to"), period.endDate ?? period.end)}`}
      ${buttons(context, filter, metricId)}</div></form>`;
}

function buttons(context: ViewContext, filter: FilterDocument, metricId?: string): TemplateResult {
  const { speech } = context;
  return html`<div class="panel-buttons"><button type="button" class="button" @click=${() => set(context, filter, null, metricId)}>${speech.say("clear")}</button>
    <button type="submit" class="button primary">${speech.say("apply")}</button></div>`;
}

// Moves the focus into a panel when it opens, and only then.
class FocusFirst extends AsyncDirective {
  #done = false;
  render(): symbol {
    return nothing;
  }
  override update(part: ElementPart): symbol {
    if (!this.#done) {
      this.#done = true;
      queueMicrotask(() => (part.element as HTMLElement).focus({ preventScroll: true }));
    }
    return nothing;
  }
}
export const focusFirst = directive(FocusFirst);
