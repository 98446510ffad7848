import type { ChartKind, ChartSpec, FieldTable, MetricDocument, Question, QuestionPart } from "../types/documents";
export type Well = "dimensions" | "measures" | "filters";
export interface Field {
    member: string;
    label: string;
    table: string;
    kind: "text" | "time" | "number" | "measure";
}
/** `raw` is a part of a question that the builder could not have made: it shows its name, and asks it as it is. */
export interface Dimension extends Field {
    granularity: string;
    raw?: QuestionPart;
    period?: QuestionPart;
}
export interface Measure extends Field {
    aggregate: string;
    raw?: QuestionPart;
    given?: {
        aggregate: string;
        name: string;
    };
}
export interface FilterRule extends Field {
    operator: string;
    value: string;
    raw?: QuestionPart;
}
export interface Draft {
    name: string;
    dimensions: Dimension[];
    measures: Measure[];
    filters: FilterRule[];
    type: ChartKind;
    isTypeChosen: boolean;
    limit: number;
    visibility: "private" | "tenant";
    /** What else a metric asks that was opened. */
    rest: Question;
    /** How a metric that was opened is drawn, and which columns that is about. */
    drawn?: {
        chart: ChartSpec;
        columns: string;
    };
}
export declare const AGGREGATES: string[];
export declare const GRANULARITIES: string[];
export declare const LIMITS: number[];
export declare const CHART_CHOICES: ChartKind[];
export declare function emptyDraft(): Draft;
export declare function fieldsOf(tables: FieldTable[]): Field[];
/** Where a field goes when nobody says where. */
export declare function wellFor(field: Field): Well;
export declare function withField(draft: Draft, field: Field, well: Well): Draft;
export declare function without(draft: Draft, well: Well, index: number): Draft;
export declare function suggestedType({ dimensions, measures }: Draft): ChartKind;
export declare function isAskable({ dimensions, measures }: Draft): boolean;
export declare function measureName({ member, aggregate, raw, given }: Measure): string;
export declare function dimensionName({ member, granularity, raw }: Dimension): string;
export declare function questionOf(draft: Draft): Question;
export declare function chartOf(draft: Draft): ChartSpec;
/** The draft of a metric that exists. Nothing of its question is lost. */
export declare function draftOf(metric: MetricDocument, fields: Field[]): Draft;
export declare function operatorsFor(kind: string): string[];
