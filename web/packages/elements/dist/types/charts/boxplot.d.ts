import type { DrawChart } from "./drawing";
export type Box = [number, number, number, number, number];
export declare const boxplot: DrawChart;
/** Quartiles by linear interpolation between neighbours, as spreadsheets do it. */
export declare function boxOf(values: number[]): Box | null;
