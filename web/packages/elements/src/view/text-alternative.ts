// What a chart says, as a table for those who do not see it.

import { html, type TemplateResult } from "lit/html.js";
import { formatterOf } from "../formats/format";
import { columnsOf } from "../formats/values";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec } from "../types/documents";

const MOST_ROWS = 100;

export function textAlternative(answer: Answer, chart: ChartSpec, speech: Speech, name: string, id: string): TemplateResult {
  const columns = columnsOf(answer).map((column) => ({ ...column, write: formatterOf(answer, chart, column.name, speech.language) }));
  return html`<div class="unseen" id=${id}><table>
    <caption>${speech.say("asTable", { name })}</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}</tr></thead>
    <tbody>${answer.data.slice(0, MOST_ROWS).map((row) => html`<tr>${columns.map((column) => html`<td>${column.write(row[column.name])}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
