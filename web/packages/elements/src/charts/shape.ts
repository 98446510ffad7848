// From rows to categories and series: the shape that most charts share.

import { formatterOf } from "../formats/format";
import { columnsOf, kindOf, labelOf, numberOf, valueAt } from "../formats/values";
import type { Answer, ChartSpec, Row, Scalar } from "../types/documents";

export interface ShapedSeries {
  name: string;
  column: string;
  values: (number | null)[];
  rows: (Row | null)[];
}

export interface Shape {
  x: string | undefined;
  isTime: boolean;
  categories: Scalar[];
  labels: string[];
  series: ShapedSeries[];
}

/** The column along the category axis: the chart's, or the first that is not a number. */
export function categoryColumn(answer: Answer, chart: ChartSpec): string | undefined {
  if (chart.x) return chart.x;
  const columns = columnsOf(answer).map((column) => column.name);
  return columns.find((name) => name !== chart.series && kindOf(answer, name) !== "number");
}

/** The columns of values: the chart's, or all numbers that have no other part. */
export function valueColumns(answer: Answer, chart: ChartSpec): string[] {
  if (chart.y && chart.y.length > 0) return chart.y;
  const taken = new Set([chart.x, chart.series, chart.size, chart.source, chart.target, chart.trend]);
  return columnsOf(answer).map((column) => column.name).filter((name) => !taken.has(name) && kindOf(answer, name) === "number");
}

export function shapeOf(answer: Answer, chart: ChartSpec, language: string, nothing: string): Shape {
  const x = categoryColumn(answer, chart);
  const write = x ? formatterOf(answer, chart, x, language) : () => "";
  const categories = distinct(answer.data.map((row) => valueAt(row, x)));
  return {
    x,
    isTime: x !== undefined && kindOf(answer, x) === "time",
    categories,
    labels: categories.map((category) => (category === null && x ? nothing : write(category))),
    series: seriesOf(answer, chart, x, categories, language, nothing),
  };
}

function seriesOf(
  answer: Answer, chart: ChartSpec, x: string | undefined, categories: Scalar[], language: string, nothing: string,
): ShapedSeries[] {
  const position = new Map(categories.map((category, index) => [category, index]));
  const names = chart.series ? distinct(answer.data.map((row) => valueAt(row, chart.series))) : [null];
  const writeName = chart.series ? formatterOf(answer, chart, chart.series, language) : () => "";
  const columns = valueColumns(answer, chart);
  return names.flatMap((name) => columns.map((column) => {
    const values: (number | null)[] = categories.map(() => null);
    const rows: (Row | null)[] = categories.map(() => null);
    for (const row of answer.data) {
      if (chart.series && valueAt(row, chart.series) !== name) continue;
      const index = position.get(valueAt(row, x));
      if (index === undefined) continue;
      values[index] = numberOf(row[column]);
      rows[index] = row;
    }
    const label = labelOf(answer, column);
    const own = chart.series ? (name === null ? nothing : writeName(name)) : label;
    return { name: chart.series && columns.length > 1 ? `${own} · ${label}` : own, column, values, rows };
  }));
}

export function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}
