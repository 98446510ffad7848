import type { Answer, ChartSpec, Row, Scalar } from "../types/documents";
import type { ChartTheme } from "../theme/chart-theme";
export interface ChartLocale {
    language: string;
    isRightToLeft: boolean;
    texts: {
        total: string;
        others: string;
        nothing: string;
    };
}
export interface Mark {
    /** The column whose value a click on the mark chooses: the category, not the measure. */
    column: string | null;
    value: Scalar;
    row: Row | null;
    /** What a screen reader says. */
    label: string;
}
export interface SeriesOption {
    type: string;
    name?: string;
    data?: unknown[];
    [key: string]: unknown;
}
export interface ChartOption {
    series: SeriesOption[];
    [key: string]: unknown;
}
export interface Drawing {
    option: ChartOption;
    /** By series, then by mark. */
    marks: Mark[][];
    /** What the legend says; empty where one is not needed. */
    legend: {
        name: string;
        color: string;
    }[];
}
export type DrawChart = (answer: Answer, chart: ChartSpec, theme: ChartTheme, locale: ChartLocale) => Drawing;
