// The wells of the builder: what is grouped by, what is counted, what is filtered.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { TextKey } from "../texts/en";
import type { Builder } from "./builder";
import { AGGREGATES, GRANULARITIES, operatorsFor, withField, without, type Draft, type Well } from "./builder-model";
import { icon } from "../view/icons";

type Change = (own: Builder, draft: Draft) => void;

export function wells(own: Builder, change: Change): TemplateResult {
  const { speech } = own.context;
  const titles: [Well, TextKey][] = [["dimensions", "dimensions"], ["measures", "measures"], ["filters", "filters"]];
  return html`<div class="wells">${titles.map(([well, title]) => html`<section class="well" aria-label=${speech.say(title)} data-well=${well}
      @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(event: DragEvent) => drop(own, change, well, event)}>
    <h3 class="well-title">${speech.say(title)}</h3>
    ${own.draft[well].length === 0 ? html`<p class="well-hint">${speech.say("dropHere")}</p>` : html`<ul>${items(own, change, well)}</ul>`}
    ${well === "filters" ? filterAdder(own, change) : nothing}
  </section>`)}</div>`;
}

function drop(own: Builder, change: Change, well: Well, event: DragEvent): void {
  event.preventDefault();
  const field = own.dragged ?? own.fields?.find((one) => one.member === event.dataTransfer?.getData("text/plain"));
  own.dragged = null;
  if (field) change(own, withField(own.draft, field, well));
}

// A filter needs a column that is chosen for it: a list does for the keyboard what dragging does for the pointer.
function filterAdder(own: Builder, change: Change): TemplateResult {
  const { speech } = own.context;
  const pick = (event: Event): void => {
    const list = event.target as HTMLSelectElement;
    const field = own.fields?.find((one) => one.member === list.value);
    list.value = "";
    if (field) change(own, withField(own.draft, field, "filters"));
  };
  return html`<select class="input small" name="add-filter" aria-label="${speech.say("filters")}: ${speech.say("dropHere")}" @change=${pick}>
    <option value="">+</option>${(own.fields ?? []).filter((field) => field.kind !== "measure").map((field) => html`<option value=${field.member}>${field.table} · ${field.label}</option>`)}</select>`;
}

function items(own: Builder, change: Change, well: Well): TemplateResult[] {
  const { draft } = own;
  const { speech } = own.context;
  const replaced = (index: number, part: object): void => {
    const list = draft[well].map((one, at) => (at === index ? { ...one, ...part } : one));
    change(own, { ...draft, [well]: list } as Draft);
  };
  return draft[well].map((item, index) => html`<li class="well-item"><span class="field-label">${item.label}</span>
    ${"granularity" in item && item.kind === "time" ? choice(GRANULARITIES, item.granularity, "granularity", (granularity) => replaced(index, { granularity })) : nothing}
    ${"aggregate" in item && item.kind !== "measure" ? choice(AGGREGATES, item.aggregate, "aggregate", (aggregate) => replaced(index, { aggregate })) : nothing}
    ${"operator" in item && !item.raw ? html`${choice(operatorsFor(item.kind), item.operator, "operator", (operator) => replaced(index, { operator }))}
      ${/set/i.test(item.operator) ? nothing : html`<input class="input small" aria-label="${item.label}: ${speech.say("value")}" .value=${item.value}
        @change=${(event: Event) => replaced(index, { value: (event.target as HTMLInputElement).value })}>`}` : nothing}
    <button class="quiet" aria-label=${speech.say("remove", { name: item.label })} @click=${() => change(own, without(draft, well, index))}>${icon("close")}</button></li>`);

  function choice(values: string[], value: string, kind: "granularity" | "aggregate" | "operator", set: (value: string) => void): TemplateResult {
    return html`<select class="input small" aria-label=${speech.say(kind)} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${values.map((one) => html`<option value=${one} ?selected=${one === value}>${speech.say(`${kind}.${one}` as TextKey)}</option>`)}</select>`;
  }
}
