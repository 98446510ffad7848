import type { DrawChart } from "./drawing";
export declare const line: DrawChart;
