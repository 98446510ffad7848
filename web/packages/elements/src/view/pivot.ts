// A pivot table: one column's values down, another's across, and sums on both ends.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { formatterOf } from "../formats/format";
import { labelOf, numberOf, valueAt } from "../formats/values";
import { categoryColumn, distinct, valueColumns } from "../charts/shape";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec, Scalar } from "../types/documents";
import { cellStyle } from "./conditions";

export interface PivotModel {
  corner: string;
  measure: string;
  across: { value: Scalar; label: string }[];
  rows: { value: Scalar; label: string; cells: (number | null)[]; total: number }[];
  totals: number[];
  grandTotal: number;
}

export function pivotModel(answer: Answer, chart: ChartSpec, speech: Speech): PivotModel {
  const x = categoryColumn(answer, chart);
  const measure = valueColumns(answer, chart)[0] ?? "";
  const nothingText = speech.say("nothing");
  const write = (column: string | undefined, value: Scalar): string =>
    value === null ? nothingText : column ? formatterOf(answer, chart, column, speech.language)(value) : String(value);
  const down = distinct(answer.data.map((row) => valueAt(row, x)));
  const across = chart.series ? distinct(answer.data.map((row) => valueAt(row, chart.series))) : [];
  const cellOf = (a: Scalar, b: Scalar): number | null => numberOf(answer.data.find(
    (row) => valueAt(row, x) === a && (!chart.series || valueAt(row, chart.series) === b))?.[measure]);
  const columns = across.length > 0 ? across : [null];
  const rows = down.map((value) => {
    const cells = columns.map((column) => cellOf(value, column));
    return { value, label: write(x, value), cells, total: sum(cells) };
  });
  const totals = columns.map((_, index) => sum(rows.map((row) => row.cells[index] ?? null)));
  return {
    corner: x ? labelOf(answer, x) : "",
    measure,
    across: columns.map((value) => ({ value, label: across.length > 0 ? write(chart.series, value) : labelOf(answer, measure) })),
    rows,
    totals,
    grandTotal: sum(totals),
  };
}

export function pivot(answer: Answer, chart: ChartSpec, speech: Speech, name: string): TemplateResult {
  const model = pivotModel(answer, chart, speech);
  const write = formatterOf(answer, chart, model.measure, speech.language);
  const hasTotals = model.across.length > 1;
  const cell = (value: number | null) =>
    html`<td class="number" .style=${cellStyle(chart.conditions ?? [], model.measure, value)}>${write(value)}</td>`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${name}>
    <table class="table pivot">
      <thead><tr><th scope="col">${model.corner}</th>${model.across.map((one) => html`<th scope="col" class="number">${one.label}</th>`)}
        ${hasTotals ? html`<th scope="col" class="number">${speech.say("total")}</th>` : nothing}</tr></thead>
      <tbody>${model.rows.map((row) => html`<tr><th scope="row">${row.label}</th>${row.cells.map(cell)}
        ${hasTotals ? html`<td class="number sum">${write(row.total)}</td>` : nothing}</tr>`)}</tbody>
      <tfoot><tr><th scope="row">${speech.say("total")}</th>${model.totals.map((total) => html`<td class="number sum">${write(total)}</td>`)}
        ${hasTotals ? html`<td class="number sum">${write(model.grandTotal)}</td>` : nothing}</tr></tfoot>
    </table></div>`;
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
