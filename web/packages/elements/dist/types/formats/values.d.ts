import type { Answer, AnswerColumn, Row, Scalar } from "../types/documents";
export declare function numberOf(value: unknown): number | null;
export declare function isTimeText(value: unknown): value is string;
/** The wall clock as a date whose UTC parts are the clock's. */
export declare function wallClock(value: unknown): Date | null;
export type ColumnKind = "number" | "time" | "boolean" | "text";
export declare function kindOf(answer: Answer, name: string): ColumnKind;
export declare function columnsOf(answer: Answer): AnswerColumn[];
export declare function labelOf(answer: Answer, name: string): string;
export declare function valueAt(row: Row | undefined, name: string | undefined): Scalar;
