import { type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
import type { Answer } from "../types/documents";
import { type Draft, type Field, type Well } from "./builder-model";
export interface Builder {
    context: ViewContext;
    metricId: string | undefined;
    viewer: number;
    draft: Draft;
    fields: Field[] | null;
    search: string;
    answer: Answer | null;
    problem: string;
    saveProblem: string;
    isBusy: boolean;
    asked: string;
    dragged: Field | null;
}
export declare function builder(context: ViewContext, metricId?: string): TemplateResult;
export type { Well };
