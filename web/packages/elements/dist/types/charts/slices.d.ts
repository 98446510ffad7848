import { type Formatter } from "../formats/format";
import type { Answer, ChartSpec, Row, Scalar } from "../types/documents";
import type { ChartLocale, Mark } from "./drawing";
export interface Slice {
    name: string;
    category: Scalar;
    value: number;
    row: Row;
}
export interface Slices {
    x: string | undefined;
    y: string | undefined;
    slices: Slice[];
    write: Formatter;
}
export declare function slicesOf(answer: Answer, chart: ChartSpec, locale: ChartLocale): Slices;
export declare function marksOfSlices({ x, slices, write }: Slices): Mark[];
