// A table: the server sorts, searches and pages it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { formatterOf } from "../formats/format";
import { columnsOf, kindOf } from "../formats/values";
import type { Row } from "../types/documents";
import type { CardContext } from "./card-context";
import { cellStyle } from "./conditions";
import { icon } from "./icons";
import { PAGE } from "./state";

const TYPING_PAUSE = 300;

export function table({ store, metric, speech }: CardContext, onRow: (row: Row, column: string) => void): TemplateResult {
  const { answer, document: { metricId, chart, name } } = metric;
  if (!answer) return html``;
  const wished = [chart.x, chart.series, ...(chart.y ?? [])].filter((column) => column !== undefined);
  const all = columnsOf(answer);
  const columns = wished.length > 1 ? wished.map((column) => all.find((one) => one.name === column) ?? { name: column, label: column, dataType: "" }) : all;
  const writers = columns.map((column) => formatterOf(answer, chart, column.name, speech.language));
  const isNumber = columns.map((column) => kindOf(answer, column.name) === "number");
  const { order } = metric.table;
  const sort = (column: string): void => {
    const direction = order?.member === column && order.direction === "asc" ? "desc" : "asc";
    void store.changeTable(metricId, { order: { member: column, direction }, offset: 0 });
  };
  const head = columns.map((column, index) => {
    const sorted = order?.member === column.name ? order.direction : null;
    return html`<th scope="col" class=${isNumber[index] ? "number" : ""}
      aria-sort=${sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none"}>
      <button class="sort ${sorted ? "active" : ""}" title=${speech.say("sortBy", { name: column.label })} @click=${() => sort(column.name)}>
        <span>${column.label}</span>${sorted ? icon(sorted === "asc" ? "rise" : "fall") : nothing}</button></th>`;
  });
  const leads = metric.drill.length < metric.document.drill.length || store.state.metrics.size > 1;
  const body = answer.data.map((row, line) => html`<tr>${columns.map((column, index) => {
    const style = cellStyle(chart.conditions ?? [], column.name, row[column.name] ?? null);
    // One cell of the table is reached by Tab, the others by the arrow keys.
    const isReached = leads && !isNumber[index];
    return html`<td class=${isNumber[index] ? "number" : ""} .style=${style} tabindex=${isReached ? (line === 0 && index === isNumber.indexOf(false) ? 0 : -1) : nothing}
      @click=${() => onRow(row, column.name)}>${writers[index]!(row[column.name])}</td>`;
  })}</tr>`);
  return html`<div class="table-holder">
    ${answer.totalRecords > PAGE / 4 || metric.table.search ? searchBox() : nothing}
    <div class="table-scroll" tabindex="0" role="region" aria-label=${name}>
      <table class="table"><thead><tr>${head}</tr></thead><tbody @keydown=${walkCells}>${body}</tbody></table>
    </div>
    ${pages()}
  </div>`;

  function searchBox(): TemplateResult {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onInput = (event: Event): void => {
      const search = (event.target as HTMLInputElement).value;
      clearTimeout(timer);
      timer = setTimeout(() => void store.changeTable(metricId, { search, offset: 0 }), TYPING_PAUSE);
    };
    return html`<label class="search">${icon("search")}<input type="search" placeholder=${speech.say("search")}
      aria-label=${speech.say("search")} @input=${onInput}></label>`;
  }

  function pages(): TemplateResult | typeof nothing {
    const { offset } = metric.table;
    const total = answer!.totalRecords;
    if (total <= PAGE) return nothing;
    const count = new Intl.NumberFormat(speech.language);
    const go = (to: number) => () => void store.changeTable(metricId, { offset: Math.max(0, to) });
    const last = Math.min(total, offset + answer!.data.length);
    return html`<div class="pages">
      <span>${speech.say("pageOf", { first: count.format(Math.min(offset + 1, total)), last: count.format(last), total: count.format(total) })}</span>
      <button class="quiet" aria-label=${speech.say("previous")} ?disabled=${offset === 0} @click=${go(offset - PAGE)}>${icon("back")}</button>
      <button class="quiet" aria-label=${speech.say("next")} ?disabled=${last >= total} @click=${go(offset + PAGE)}>${icon("forward")}</button>
    </div>`;
  }
}

/** Arrow keys go from cell to cell, Enter and Space click. */
function walkCells(event: KeyboardEvent): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>("td[tabindex]");
  if (!cell) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    cell.click();
    return;
  }
  const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const direction = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
  next(cell, step[0]! * direction, step[1]!)?.focus();
}

function next(cell: HTMLElement, across: number, down: number): HTMLElement | undefined {
  const row = cell.parentElement as HTMLTableRowElement;
  const inRow = [...row.querySelectorAll<HTMLElement>("td[tabindex]")];
  if (across !== 0) return inRow[inRow.indexOf(cell) + across];
  const rows = [...(row.parentElement as HTMLTableSectionElement).rows];
  return [...(rows[rows.indexOf(row) + down]?.querySelectorAll<HTMLElement>("td[tabindex]") ?? [])][inRow.indexOf(cell)];
}
