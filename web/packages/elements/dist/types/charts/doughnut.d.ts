import type { DrawChart } from "./drawing";
export declare const doughnut: DrawChart;
