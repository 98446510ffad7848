import type { DrawChart } from "./drawing";
export declare const stack100: DrawChart;
