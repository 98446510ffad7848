import type { DrawChart } from "./drawing";
export declare const scatter: DrawChart;
