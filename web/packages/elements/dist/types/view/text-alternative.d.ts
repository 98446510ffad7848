import { type TemplateResult } from "lit/html.js";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec } from "../types/documents";
export declare function textAlternative(answer: Answer, chart: ChartSpec, speech: Speech, name: string, id: string): TemplateResult;
