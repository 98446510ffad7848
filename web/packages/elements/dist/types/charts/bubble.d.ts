import type { DrawChart } from "./drawing";
export declare const bubble: DrawChart;
