import type { DrawChart } from "./drawing";
export declare const bar: DrawChart;
