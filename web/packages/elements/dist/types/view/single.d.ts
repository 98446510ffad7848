import { type TemplateResult } from "lit/html.js";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec } from "../types/documents";
export interface SingleModel {
    value: number | null;
    text: string;
    full: string;
    change: {
        text: string;
        direction: "up" | "down" | "same";
    } | null;
    goal: {
        text: string;
        share: number;
    } | null;
    trend: number[];
}
export declare function singleModel(answer: Answer, chart: ChartSpec, speech: Speech): SingleModel;
export declare function single(answer: Answer, chart: ChartSpec, speech: Speech, appearance: Record<string, unknown>): TemplateResult;
/** The points of a line through values, in a box of a given size. */
export declare function sparkPoints(values: number[], width?: number, height?: number): [number, number][];
