import type { DrawChart } from "./drawing";
export declare const stack: DrawChart;
