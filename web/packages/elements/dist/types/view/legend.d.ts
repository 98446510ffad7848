import { nothing, type TemplateResult } from "lit/html.js";
import type { Drawing } from "../charts/drawing";
export declare function legend({ legend: entries }: Drawing, hidden: ReadonlySet<string>, toggle: (name: string) => void): TemplateResult | typeof nothing;
