// The filters of a dashboard or of a metric: a button for each, which opens its panel.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FilterDocument } from "../types/documents";
import type { ViewContext } from "./card-context";
import { filterPanel } from "./filter-panel";
import { isSet, summary } from "./filter-summary";
import { icon } from "./icons";

export function filterBar(context: ViewContext, filters: FilterDocument[], metricId?: string): TemplateResult | typeof nothing {
  const { store, speech } = context;
  const { cross } = store.state;
  if (filters.length === 0 && !(cross && !metricId)) return nothing;
  const values = filters.map((filter) => store.filterValue(filter.name, metricId));
  const clearAll = (): void => void store.setFilters(Object.fromEntries(filters.map((filter) => [filter.name, null])), metricId);
  return html`<div class="filters" role="group" aria-label=${speech.say("filters")}>
    ${filters.map((filter, index) => filterButton(context, filter, values[index] ?? null, metricId))}
    ${cross && !metricId ? html`<span class="chip cross"><span>${speech.say("filteredBy", { value: cross.label })}</span>
      <button class="chip-remove" aria-label=${speech.say("remove", { name: cross.label })} @click=${() => void store.crossFilter(null)}>${icon("close")}</button></span>` : nothing}
    ${values.filter((value) => isSet(value)).length > 1 ? html`<button class="link" @click=${clearAll}>${speech.say("clearAll")}</button>` : nothing}
  </div>`;
}

function filterButton(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult {
  const { store, speech } = context;
  const { overlay } = store.state;
  const isOpen = overlay?.kind === "filter" && overlay.name === filter.name && overlay.metricId === metricId;
  const label = filter.label ?? filter.name;
  const has = isSet(value);
  const toggle = (): void => store.open(isOpen ? null : { kind: "filter", name: filter.name, ...(metricId ? { metricId } : {}) });
  const clear = (): void => void store.setFilters({ [filter.name]: null }, metricId);
  return html`<div class="filter-holder">
    <div class="chip ${has ? "set" : ""} ${isOpen ? "open" : ""}">
      <button class="chip-main" aria-haspopup="dialog" aria-expanded=${isOpen} data-filter=${filter.name} @click=${toggle}>
        ${filter.type === "date" ? icon("calendar") : nothing}<span class="chip-label">${label}</span>
        <span class="chip-value">${has ? summary(filter, value, speech) : speech.say(filter.type === "date" ? "anyTime" : "all")}</span>${has ? nothing : icon("down")}</button>
      ${has ? html`<button class="chip-remove" aria-label="${speech.say("clear")}: ${label}" @click=${clear}>${icon("close")}</button>` : nothing}
    </div>
    ${isOpen ? html`<div class="panel" role="dialog" aria-label=${label}>${filterPanel(context, filter, value, metricId)}</div>` : nothing}
  </div>`;
}
