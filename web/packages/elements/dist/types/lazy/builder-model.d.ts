import type { ChartKind, ChartSpec, FieldTable, MetricDocument, Question } from "../types/documents";
export type Well = "dimensions" | "measures" | "filters";
export interface Field {
    member: string;
    label: string;
    table: string;
    kind: "text" | "time" | "number" | "measure";
}
export interface Dimension extends Field {
    granularity: string;
}
export interface Measure extends Field {
    aggregate: string;
}
export interface FilterRule extends Field {
    operator: string;
    value: string;
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
export declare function measureName({ member, aggregate }: Measure): string;
export declare function dimensionName({ member, granularity }: Dimension): string;
export declare function questionOf(draft: Draft): Question;
export declare function chartOf(draft: Draft): ChartSpec;
/** The draft of a metric that exists, as far as its question is one that the builder could have made. */
export declare function draftOf(metric: MetricDocument, fields: Field[]): Draft;
