import { html, type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
export function builder(_context: ViewContext, _metricId?: string): TemplateResult { return html``; }
