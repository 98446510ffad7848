import { type TemplateResult } from "lit/html.js";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec, Scalar } from "../types/documents";
export interface PivotModel {
    corner: string;
    measure: string;
    across: {
        value: Scalar;
        label: string;
    }[];
    rows: {
        value: Scalar;
        label: string;
        cells: (number | null)[];
        total: number;
    }[];
    totals: number[];
    grandTotal: number;
}
export declare function pivotModel(answer: Answer, chart: ChartSpec, speech: Speech): PivotModel;
export declare function pivot(answer: Answer, chart: ChartSpec, speech: Speech, name: string): TemplateResult;
