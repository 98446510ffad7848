import type { DrawChart } from "./drawing";
export declare const area: DrawChart;
