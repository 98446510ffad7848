import type { DrawChart } from "./drawing";
export interface Bin {
    from: number;
    to: number;
    count: number;
}
export declare const histogram: DrawChart;
/** The greatest value belongs to the last bin. Without a wish as many bins as Sturges advises. */
export declare function binsOf(values: number[], wished?: number): Bin[];
