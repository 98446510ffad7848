import { type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
/** With a metric, a new report of that one is begun. */
export declare function reports(context: ViewContext, overlay: {
    metricId?: string;
}): TemplateResult;
