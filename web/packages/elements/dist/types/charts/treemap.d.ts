import type { DrawChart } from "./drawing";
export declare const treemap: DrawChart;
