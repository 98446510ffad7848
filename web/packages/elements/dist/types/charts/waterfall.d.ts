import type { DrawChart } from "./drawing";
export declare const waterfall: DrawChart;
/** Where each step starts and ends. */
export declare function stepsOf(values: number[]): {
    from: number;
    to: number;
}[];
