import { type TemplateResult } from "lit/html.js";
import { AsyncDirective } from "lit/async-directive.js";
import type { ElementPart } from "lit/html.js";
import type { FilterDocument } from "../types/documents";
import type { ViewContext } from "./card-context";
export declare function filterPanel(context: ViewContext, filter: FilterDocument, value: unknown, metricId?: string): TemplateResult;
declare class FocusFirst extends AsyncDirective {
    #private;
    render(): symbol;
    update(part: ElementPart): symbol;
}
export declare const focusFirst: () => import("lit-html/directive.js").DirectiveResult<typeof FocusFirst>;
export {};
