import type { Answer, ChartSpec, Row, Scalar } from "../types/documents";
export interface ShapedSeries {
    name: string;
    column: string;
    values: (number | null)[];
    rows: (Row | null)[];
}
export interface Shape {
    x: string | undefined;
    isTime: boolean;
    categories: Scalar[];
    labels: string[];
    series: ShapedSeries[];
}
/** The column along the category axis: the chart's, or the first that is not a number. */
export declare function categoryColumn(answer: Answer, chart: ChartSpec): string | undefined;
/** The columns of values: the chart's, or all numbers that have no other part. */
export declare function valueColumns(answer: Answer, chart: ChartSpec): string[];
export declare function shapeOf(answer: Answer, chart: ChartSpec, language: string, nothing: string): Shape;
export declare function distinct<T>(values: T[]): T[];
