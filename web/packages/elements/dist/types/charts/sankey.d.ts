import type { DrawChart } from "./drawing";
export declare const sankey: DrawChart;
