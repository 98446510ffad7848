import type { DrawChart } from "./drawing";
export declare const stepped: DrawChart;
