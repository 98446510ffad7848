import { html, type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
import type { Overlay } from "../view/state";
export function titleOf(_context: ViewContext, _overlay: Overlay): string { return ""; }
export function dialog(_context: ViewContext, _overlay: Overlay): TemplateResult { return html``; }
export async function removeMetric(_context: ViewContext, _metricId: string): Promise<void> {}
