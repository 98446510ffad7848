// What has been put together in the builder, and the question and chart that it means. Pure.

import type { ChartKind, ChartSpec, FieldTable, MetricDocument, Question, QuestionPart } from "../types/documents";

export type Well = "dimensions" | "measures" | "filters";

export interface Field {
  member: string;
  label: string;
  table: string;
  kind: "text" | "time" | "number" | "measure";
}

/** `raw` is a part of a question that the builder could not have made: it shows its name, and asks it as it is. */
export interface Dimension extends Field { granularity: string; raw?: QuestionPart; period?: QuestionPart }
export interface Measure extends Field { aggregate: string; raw?: QuestionPart; given?: { aggregate: string; name: string } }
export interface FilterRule extends Field { operator: string; value: string; raw?: QuestionPart }

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
  drawn?: { chart: ChartSpec; columns: string };
}

export const AGGREGATES = ["SUM", "AVG", "COUNT", "COUNT_DISTINCT", "MIN", "MAX"];
export const GRANULARITIES = ["day", "week", "month", "quarter", "year"];
export const LIMITS = [100, 200, 300, 400, 500, 1000];
export const CHART_CHOICES: ChartKind[] = [
  "bar", "row", "line", "area", "stack", "stack100", "combo", "pie", "doughnut", "table", "pivot", "single", "scatter",
  "funnel", "treemap", "heatmap", "waterfall", "gauge", "stepped", "histogram", "boxplot", "bubble", "sankey",
];

export function emptyDraft(): Draft {
  return { name: "", dimensions: [], measures: [], filters: [], type: "bar", isTypeChosen: false, limit: 500, visibility: "tenant", rest: {} };
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
  // What is ranked or sorted by a column that is gone cannot be asked.
  if (well !== "filters") next.rest = Object.fromEntries(Object.entries(draft.rest).filter(([key]) => !["order", "top", "pivot"].includes(key)));
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

export function measureName({ member, aggregate, raw, given }: Measure): string {
  if (raw) return nameOf(raw);
  if (given?.aggregate === aggregate) return given.name;
  return aggregate ? `${aggregate.toLowerCase()}_${member.replace(/\W/g, "_")}` : member;
}

export function dimensionName({ member, granularity, raw }: Dimension): string {
  if (raw) return nameOf(raw);
  return granularity ? `${member}.${granularity}` : member;
}

function nameOf(part: QuestionPart): string {
  return String(part["name"] ?? part["measure"] ?? part["member"] ?? part["formula"] ?? "");
}

export function questionOf(draft: Draft): Question {
  const { dimensions, measures, filters, limit, rest } = draft;
  const times = dimensions.filter((one) => one.granularity);
  const ranges = rest.timeDimensions ?? [];
  const question: Question = {
    ...rest,
    measures: measures.map((one) => one.raw ?? (one.aggregate ? aggregateOf(one) : one.member)),
    dimensions: dimensions.filter((one) => !one.granularity).map((one) => one.raw ?? one.member),
    limit,
  };
  if (times.length + ranges.length > 0) {
    question.timeDimensions = [...times.map(({ member, granularity, period }) => ({ ...period, dimension: member, granularity })), ...ranges];
  }
  const rules = filters.filter((one) => one.raw || one.operator === "set" || one.operator === "notSet" || one.value !== "");
  if (rules.length > 0) question.filters = rules.map((one) => one.raw ?? ruleOf(one));
  return question;
}

function aggregateOf(measure: Measure): QuestionPart {
  const end = measure.member.lastIndexOf(".");
  return { table: measure.member.slice(0, end), column: measure.member.slice(end + 1), aggregate: measure.aggregate, name: measureName(measure) };
}

function ruleOf({ member, operator, value, kind }: FilterRule): unknown {
  if (operator === "set" || operator === "notSet") return { member, operator };
  const values = value.split(",").map((one) => one.trim()).filter((one) => one !== "");
  return { member, operator, values: kind === "number" ? values.map(Number) : values };
}

export function chartOf(draft: Draft): ChartSpec {
  const { drawn } = draft;
  if (drawn && drawn.chart.type === draft.type && drawn.columns === columnNames(draft)) return drawn.chart;
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

function columnNames({ dimensions, measures }: Draft): string {
  return JSON.stringify([dimensions.map(dimensionName), measures.map(measureName)]);
}

/** The draft of a metric that exists. Nothing of its question is lost. */
export function draftOf(metric: MetricDocument, fields: Field[]): Draft {
  const { measures = [], dimensions = [], timeDimensions = [], filters = [], limit = 500, ...rest } = metric.query ?? {};
  const known = (member: string): Field => fields.find((field) => field.member === member) ?? { member, label: member, table: "", kind: "text" };
  const opaque = (raw: QuestionPart, label = nameOf(raw)): Field & { raw: QuestionPart } => ({ member: label, label, table: "", kind: "measure", raw });
  const ranges = timeDimensions.filter((one) => !one.granularity);
  const draft: Draft = {
    ...emptyDraft(),
    name: metric.name,
    type: metric.chart.type,
    isTypeChosen: true,
    visibility: metric.isPublished ? "tenant" : "private",
    limit,
    rest: ranges.length > 0 ? { ...rest, timeDimensions: ranges } : rest,
    dimensions: [
      ...timeDimensions.filter((one) => one.granularity).map((one) => ({ ...known(one.dimension), granularity: one.granularity ?? "", period: { ...one } })),
      ...dimensions.map((one) => ({ ...(typeof one === "string" ? known(one) : opaque(one)), granularity: "" })),
    ],
    measures: measures.map((one): Measure => {
      if (typeof one === "string") return { ...known(one), kind: "measure", aggregate: "" };
      const { table, column, aggregate, name, ...more } = one as Record<string, string>;
      if (!table || !column || !name || !AGGREGATES.includes(aggregate ?? "") || Object.keys(more).length > 0) return { ...opaque(one), aggregate: "" };
      return { ...known(`${table}.${column}`), aggregate: aggregate!, given: { aggregate: aggregate!, name } };
    }),
    filters: filters.map((one): FilterRule => {
      const { member, operator = "equals", values = [], ...more } = one as { member?: string; operator?: string; values?: unknown[] };
      const field = fields.find((field) => field.member === member && field.kind !== "measure");
      const isPlain = field && operatorsFor(field.kind).includes(operator) && Object.keys(more).length === 0
        && values.every((value) => typeof value === (field.kind === "number" ? "number" : "string") && !String(value).includes(","));
      const label = member ? known(member).label : membersOf(one).map((name) => known(name).label).join(", ");
      return isPlain ? { ...field, operator, value: values.join(", ") } : { ...opaque(one as QuestionPart, label), operator, value: "" };
    }),
  };
  return { ...draft, drawn: { chart: metric.chart, columns: columnNames(draft) } };
}

/** The columns that a filter of several parts names. */
function membersOf(rule: unknown): string[] {
  if (rule === null || typeof rule !== "object") return [];
  return Object.entries(rule).flatMap(([key, value]) => (key === "member" ? [String(value)] : membersOf(value)));
}

export function operatorsFor(kind: string): string[] {
  return kind === "text" ? ["equals", "notEquals", "contains", "set", "notSet"] : ["equals", "notEquals", "gt", "gte", "lt", "lte", "set", "notSet"];
}
