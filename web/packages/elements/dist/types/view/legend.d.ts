import { nothing, type TemplateResult } from "lit/html.js";
import type { Drawing } from "../charts/drawing";
import type { LegendLooks } from "../theme/appearance";
export declare function legend({ legend: entries }: Drawing, hidden: ReadonlySet<string>, toggle: (name: string) => void, looks: LegendLooks): TemplateResult | typeof nothing;
