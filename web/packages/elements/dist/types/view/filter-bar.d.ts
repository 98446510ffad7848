import { nothing, type TemplateResult } from "lit/html.js";
import type { FilterDocument } from "../types/documents";
import type { ViewContext } from "./card-context";
export declare function filterBar(context: ViewContext, filters: FilterDocument[], metricId?: string): TemplateResult | typeof nothing;
