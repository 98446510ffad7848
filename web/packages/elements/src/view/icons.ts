// The few icons there are, drawn with lines of the text's colour.

import { html, svg, type TemplateResult } from "lit/html.js";

const PATHS = {
  menu: svg`<circle cx="8" cy="3" r="1.3" fill="currentColor" stroke="none"/><circle cx="8" cy="8" r="1.3" fill="currentColor" stroke="none"/><circle cx="8" cy="13" r="1.3" fill="currentColor" stroke="none"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  expand: svg`<path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9"/>`,
  download: svg`<path d="M8 2.5v7M5 7l3 3 3-3M2.5 12v1.5h11V12"/>`,
  filter: svg`<path d="M2 3.5h12M4.5 8h7M6.5 12.5h3"/>`,
  down: svg`<path d="M4 6l4 4 4-4"/>`,
  back: svg`<path d="M10 3.5 5.5 8l4.5 4.5"/>`,
  forward: svg`<path d="M6 3.5 10.5 8 6 12.5"/>`,
  rise: svg`<path d="M8 13V3.5M4 7.5l4-4 4 4"/>`,
  fall: svg`<path d="M8 3v9.5M4 8.5l4 4 4-4"/>`,
  table: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M2 6.5h12M6.5 6.5V13"/>`,
  chart: svg`<path d="M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6"/>`,
  rows: svg`<path d="M2.5 4h11M2.5 8h11M2.5 12h11"/>`,
  edit: svg`<path d="M10.5 3.2l2.3 2.3-7 7-3 .7.7-3z"/>`,
  remove: svg`<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  search: svg`<circle cx="7" cy="7" r="4.3"/><path d="M10.2 10.2 13.5 13.5"/>`,
  calendar: svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.5"/><path d="M2.5 6.8h11M5.5 2v3M10.5 2v3"/>`,
  check: svg`<path d="M3 8.5l3.2 3.2L13 5"/>`,
  image: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.5"/><path d="M3 11.5l3.2-3 2 2 2-2.3 2.8 2.8"/>`,
  layout: svg`<rect x="2.5" y="2.5" width="5" height="5" rx="1"/><rect x="9.5" y="2.5" width="4" height="5" rx="1"/><rect x="2.5" y="9.5" width="11" height="4" rx="1"/>`,
  alert: svg`<circle cx="8" cy="8" r="5.8"/><path d="M8 5v3.6M8 10.9v.1"/>`,
  empty: svg`<path d="M2.5 13.5h11M4.5 13.5V9M8 13.5V5M11.5 13.5v-6" stroke-dasharray="1.6 1.6"/>`,
  mail: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="M2.5 4.5 8 9l5.5-4.5"/>`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.7h-2.7"/>`,
};

export type IconName = keyof typeof PATHS;

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(PATHS, name);
}

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill="none" stroke="currentColor"
    stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`;
}
