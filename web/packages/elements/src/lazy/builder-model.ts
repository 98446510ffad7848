// What has been put together in the builder, and the question and chart that it means. Pure.

import type { ChartKind, ChartSpec, FieldTable, MetricDocument, Question } from "../types/documents";

export type Well = "dimensions" | "measures" | "filters";

export interface Field {
  member: string;
  label: string;
  table: string;
  kind: "text" | "time" | "number" | "measure";
}

export interface Dimension extends Field { granularity: string }
export interface Measure extends Field { aggregate: string }
export interface FilterRule extends Field { operator: string; value: string }

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

export const AGGREGATES = ["SUM", "AVG", "COUNT", "COUNT_DISTINCT", "MIN", "MAX"];
export const GRANULARITIES = ["day", "week", "month", "quarter", "year"];
export const LIMITS = [100, 200, 300, 400, 500, 1000];
export const CHART_CHOICES: ChartKind[] = [
  "bar", "row", "line", "area", "stack", "stack100", "combo", "pie", "doughnut", "table", "pivot", "single", "scatter",
  "funnel", "treemap", "heatmap", "waterfall", "gauge", "stepped", "histogram", "boxplot", "bubble", "sankey",
];

export function emptyDraft(): Draft {
  return { name: "", dimensions: [], measures: [], filters: [], type: "bar", isTypeChosen: false, limit: 500, visibility: "tenant" };
}

export function fieldsOf(tables: FieldTable[]): Field[] {
  return tables.flatMap((table) => [
    ...table.columns.map(({ member, label, dataType }): Field => ({ member, label, table: table.label, kind: kindOfType(dataType ?? "") })),
    ...table.measures.map(({ member, label }): Field => ({ member, label, table: table.label, kind: "measure" })),
  ]);
}

function kindOfType(dataType: string): Field["kind"] {
  if (/date|time/i.test(dataType)) return "time";
  return /num|int|dec|float|double|real/i.test(dataType) ? "number" : "text";
}

/** Where a field goes when nobody says where. */
export function wellFor(field: Field): Well {
  return field.kind === "measure" || field.kind === "number" ? "measures" : "dimensions";
}

export function withField(draft: Draft, field: Field, well: Well): Draft {
  if (well === "filters") {
    if (field.kind === "measure") return draft;
    return { ...draft, filters: [...draft.filters, { ...field, operator: "equals", value: "" }] };
  }
  if (well === "dimensions" && field.kind === "measure") return withField(draft, field, "measures");
  if (draft[well].some((one) => one.member === field.member)) return draft;
  const next: Draft = well === "dimensions"
    ? { ...draft, dimensions: [...draft.dimensions, { ...field, granularity: field.kind === "time" ? "month" : "" }] }
    : { ...draft, measures: [...draft.measures, { ...field, aggregate: field.kind === "measure" ? "" : field.kind === "number" ? "SUM" : "COUNT" }] };
  return next.isTypeChosen ? next : { ...next, type: suggestedType(next) };
}

export function without(draft: Draft, well: Well, index: number): Draft {
  const next = { ...draft, [well]: draft[well].filter((_, at) => at !== index) };
  return next.isTypeChosen ? next : { ...next, type: suggestedType(next) };
}

export function suggestedType({ dimensions, measures }: Draft): ChartKind {
  if (dimensions.length === 0) return measures.length > 1 ? "table" : "single";
  if (measures.length === 0) return "table";
  if (dimensions[0]!.kind === "time") return dimensions.length > 1 ? "stack" : "line";
  return dimensions.length > 1 ? "stack" : "bar";
}

export function isAskable({ dimensions, measures }: Draft): boolean {
  return dimensions.length + measures.length > 0;
}

export function measureName({ member, aggregate }: Measure): string {
  return aggregate ? `${aggregate.toLowerCase()}_${member.replace(/\W/g, "_")}` : member;
}

export function dimensionName({ member, granularity }: Dimension): string {
  return granularity ? `${member}.${granularity}` : member;
}

export function questionOf(draft: Draft): Question {
  const { dimensions, measures, filters, limit } = draft;
  const times = dimensions.filter((one) => one.granularity);
  const question: Question = {
    measures: measures.map((one) => (one.aggregate ? aggregateOf(one) : one.member)),
    dimensions: dimensions.filter((one) => !one.granularity).map((one) => one.member),
    limit,
  };
  if (times.length > 0) question.timeDimensions = times.map(({ member, granularity }) => ({ dimension: member, granularity }));
  const rules = filters.filter((one) => one.operator === "set" || one.operator === "notSet" || one.value !== "");
  if (rules.length > 0) question.filters = rules.map(ruleOf);
  return question;
}

function aggregateOf(measure: Measure): { table: string; column: string; aggregate: string; name: string } {
  const end = measure.member.lastIndexOf(".");
  return { table: measure.member.slice(0, end), column: measure.member.slice(end + 1), aggregate: measure.aggregate, name: measureName(measure) };
}

function ruleOf({ member, operator, value, kind }: FilterRule): unknown {
  if (operator === "set" || operator === "notSet") return { member, operator };
  const values = value.split(",").map((one) => one.trim()).filter((one) => one !== "");
  return { member, operator, values: kind === "number" ? values.map(Number) : values };
}

export function chartOf(draft: Draft): ChartSpec {
  const columns = draft.dimensions.map(dimensionName);
  const y = draft.measures.map(measureName);
  const chart: ChartSpec = { type: draft.type };
  if (columns[0]) chart.x = columns[0];
  if (y.length > 0) chart.y = y;
  if (columns[1]) chart.series = columns[1];
  if (draft.type === "sankey") [chart.source, chart.target] = [columns[0] ?? "", columns[1] ?? ""];
  if (draft.type === "combo" && y.length > 1) chart.lines = y.slice(-1);
  if (draft.type === "scatter" || draft.type === "bubble") {
    delete chart.series;
    const [x, ...rest] = y;
    if (x && rest.length > 0) [chart.x, chart.y] = [x, rest];
    if (draft.type === "bubble" && rest.length > 1) [chart.y, chart.size] = [rest.slice(0, 1), rest[1]!];
  }
  if (draft.type === "table") return { type: "table" };
  return chart;
}

/** The draft of a metric that exists, as far as its question is one that the builder could have made. */
export function draftOf(metric: MetricDocument, fields: Field[]): Draft {
  const query = metric.query ?? {};
  const known = (member: string): Field => fields.find((field) => field.member === member) ?? { member, label: member, table: "", kind: "text" };
  return {
    ...emptyDraft(),
    name: metric.name,
    type: metric.chart.type,
    isTypeChosen: true,
    visibility: metric.isPublished ? "tenant" : "private",
    limit: query.limit ?? 500,
    dimensions: [
      ...(query.timeDimensions ?? []).filter((one) => one.granularity).map((one) => ({ ...known(one.dimension), granularity: one.granularity ?? "" })),
      ...(query.dimensions ?? []).map((member) => ({ ...known(member), granularity: "" })),
    ],
    measures: (query.measures ?? []).map((one) => (typeof one === "string"
      ? { ...known(one), kind: "measure" as const, aggregate: "" }
      : { ...known(`${one.table}.${one.column}`), aggregate: one.aggregate })),
    filters: (query.filters ?? []).flatMap((one) => {
      const rule = one as { member?: string; operator?: string; values?: unknown[] };
      return rule.member ? [{ ...known(rule.member), operator: rule.operator ?? "equals", value: (rule.values ?? []).join(", ") }] : [];
    }),
  };
}
