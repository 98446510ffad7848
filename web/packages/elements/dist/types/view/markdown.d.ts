import { type TemplateResult } from "lit/html.js";
export declare function markdown(text: string): TemplateResult[];
