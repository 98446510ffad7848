import type { DrawChart } from "./drawing";
export declare const row: DrawChart;
