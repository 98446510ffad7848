import type { DrawChart } from "./drawing";
export declare const pie: DrawChart;
