import type { Answer, ChartSpec, ColumnFormat } from "../types/documents";
export type Formatter = (value: unknown) => string;
export declare const NOTHING = "\u2013";
export declare function formatterOf(answer: Answer, chart: ChartSpec, column: string, language: string): Formatter;
/** The same, shorter: for axes and tight places. */
export declare function shortFormatterOf(answer: Answer, chart: ChartSpec, column: string, language: string): Formatter;
export declare function formatterFor(kind: string, column: string, format: ColumnFormat | undefined, language: string): Formatter;
export declare function numberFormatter(format: ColumnFormat, language: string): Formatter;
/** Seconds as the two greatest units that are there. */
export declare function durationFormatter(language: string): Formatter;
export declare function granularityOf(column: string): string;
export declare function timeFormatter(column: string, format: ColumnFormat | undefined, language: string): Formatter;
