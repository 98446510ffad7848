// Where a drill-down has come to, and the way back.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { formatterFor } from "../formats/format";
import { isTimeText } from "../formats/values";
import type { Cell } from "../types/documents";
import type { CardContext } from "./card-context";
import { icon } from "./icons";

export function breadcrumb({ metric, store, speech }: CardContext): TemplateResult | typeof nothing {
  const { drill, document } = metric;
  if (drill.length === 0) return nothing;
  const written = ({ member, value }: Cell): string =>
    value === null ? speech.say("nothing") : formatterFor(isTimeText(value) ? "time" : typeof value, member, document.chart.formats?.[member], speech.language)(value);
  const back = (steps: number) => () => void store.drillTo(document.metricId, drill.slice(0, steps));
  return html`<nav class="crumbs" aria-label=${document.name}>
    <button class="crumb" @click=${back(0)}>${speech.say("allOf")}</button>
    ${drill.map((cell, index) => html`<span class="crumb-arrow">${icon("forward")}</span>
      ${index === drill.length - 1
        ? html`<span class="crumb current" aria-current="true">${written(cell)}</span>`
        : html`<button class="crumb" @click=${back(index + 1)}>${written(cell)}</button>`}`)}
  </nav>`;
}
