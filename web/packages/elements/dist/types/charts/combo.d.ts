import type { DrawChart } from "./drawing";
export declare const combo: DrawChart;
