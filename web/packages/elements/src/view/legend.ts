// The legend, as buttons that switch series on and off.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Drawing } from "../charts/drawing";
import type { LegendLooks } from "../theme/appearance";

const MOST = 24;

export function legend({ legend: entries }: Drawing, hidden: ReadonlySet<string>, toggle: (name: string) => void, looks: LegendLooks): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<ul class="legend ${looks.classes}" .style=${looks.style}>${entries.slice(0, MOST).map(({ name, color }) => html`<li>
    <button class="legend-entry" aria-pressed=${!hidden.has(name)} title=${name} @click=${() => toggle(name)}>
      <span class="dot" .style=${`background-color: ${color}`}></span><span class="legend-name">${name}</span></button></li>`)}</ul>`;
}
