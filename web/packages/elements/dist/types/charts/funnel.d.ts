import type { DrawChart } from "./drawing";
export declare const funnel: DrawChart;
