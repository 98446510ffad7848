import { nothing, type TemplateResult } from "lit/html.js";
import type { ViewContext } from "./card-context";
export declare function viewMenu(context: ViewContext): TemplateResult | typeof nothing;
