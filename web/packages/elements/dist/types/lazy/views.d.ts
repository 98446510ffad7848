import { type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
/** The form for a new view, or for the one of this identifier. */
export declare function viewForm(context: ViewContext, viewId: string | undefined): TemplateResult;
