import type { DrawChart } from "./drawing";
export declare const gauge: DrawChart;
/** The end of a scale that nobody chose: 1 for shares, else the next round number. */
export declare function roundUp(value: number, isShare: boolean): number;
