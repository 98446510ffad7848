import type { Answer, ChartSpec } from "../types/documents";
type Bag = Record<string, unknown>;
export declare function withTableSettings(chart: ChartSpec, answer: Answer, appearance: Bag): ChartSpec;
export {};
