// The script that a page loads: registers the elements, and nothing else. Safe to import on a server.

import type { Purpose } from "./shell/context";
import { SoukElement } from "./shell/base-element";
import { SoukPlainChart } from "./shell/plain-chart";

export class SoukDashboard extends SoukElement {
  readonly purpose: Purpose = "dashboard";
  declare dashboardId: string;
}

export class SoukMetric extends SoukElement {
  readonly purpose: Purpose = "metric";
  declare metricId: string;
  declare dashboardId: string;
}

export class SoukCreateMetric extends SoukElement {
  readonly purpose: Purpose = "create";
  declare dashboardId: string;
  declare metricId: string;
}

/** Registers the elements under their own and under the compatible names. */
export function defineSoukElements(registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  if (!registry) return;
  const classes = { dashboard: SoukDashboard, metric: SoukMetric, "create-metric": SoukCreateMetric };
  for (const [name, element] of Object.entries(classes)) {
    if (!registry.get(`souk-${name}`)) registry.define(`souk-${name}`, element);
    // A class can be registered once only, so the compatible name gets one of its own.
    if (!registry.get(`dbn-${name}`)) registry.define(`dbn-${name}`, class extends (element as typeof SoukDashboard) {});
  }
  if (!registry.get("souk-plain-chart")) registry.define("souk-plain-chart", SoukPlainChart);
  if (!registry.get("dbn-chart")) registry.define("dbn-chart", class extends SoukPlainChart {});
}

defineSoukElements();

export { SoukElement, SoukPlainChart };
export type { ExportFormat, ExportRequest } from "./shell/context";
export type { SoukEventName, SoukEvents } from "./types/events";
export type { Options } from "./shell/settings";
export type * from "./types/documents";
