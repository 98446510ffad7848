import type { DrawChart } from "./drawing";
export declare const heatmap: DrawChart;
