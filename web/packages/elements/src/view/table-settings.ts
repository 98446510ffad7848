// The compatible `tableSettings`: conditional formats and texts around numbers, put on a table's own chart.

import { columnsOf } from "../formats/values";
import type { Answer, ChartSpec, ColumnFormat, Condition } from "../types/documents";

type Bag = Record<string, unknown>;

const SIGNS: Record<string, Condition["operator"]> = { ">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "=": "equals", "==": "equals" };
const OPERATORS = new Set(["gt", "gte", "lt", "lte", "equals", "between"]);

export function withTableSettings(chart: ChartSpec, answer: Answer, appearance: Bag): ChartSpec {
  const settings = bag(appearance["tableSettings"]);
  // Columns are called by their names or by their headings.
  const named = (name: unknown): string[] => columnsOf(answer).filter((one) => one.name === name || one.label === name).map((one) => one.name);
  const conditions = bags(settings["conditionalFormatting"]).flatMap(({ columnName, rules }) =>
    named(columnName).flatMap((column) => bags(rules).flatMap((rule) => conditionOf(column, rule))));
  const formats: Record<string, ColumnFormat> = {};
  for (const { columns, prefix, suffix } of bags(settings["numberFormatting"])) {
    const around = { ...(prefix ? { prefix: String(prefix) } : {}), ...(suffix ? { suffix: String(suffix) } : {}) };
    for (const column of [columns].flat().flatMap(named)) formats[column] = { ...chart.formats?.[column], ...around };
  }
  if (conditions.length === 0 && Object.keys(formats).length === 0) return chart;
  return { ...chart, conditions: [...(chart.conditions ?? []), ...conditions], formats: { ...chart.formats, ...formats } };
}

function conditionOf(column: string, { operator, value, styles }: Bag): Condition[] {
  const known = SIGNS[String(operator)] ?? String(operator);
  if (!OPERATORS.has(known)) return [];
  const { color, background, backgroundColor, fontWeight } = bag(styles);
  const style: Condition["style"] = { bold: fontWeight === "bold" || Number(fontWeight) >= 600 };
  if (color) style.color = String(color);
  if (background ?? backgroundColor) style.background = String(background ?? backgroundColor);
  return [{ column, operator: known as Condition["operator"], value: value as Condition["value"], style }];
}

function bags(value: unknown): Bag[] {
  return Array.isArray(value) ? value.map(bag) : [];
}

function bag(value: unknown): Bag {
  return typeof value === "object" && value !== null ? (value as Bag) : {};
}
