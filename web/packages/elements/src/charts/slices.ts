// Categories with one value each: what pies, funnels and their like are made of.

import { formatterOf, type Formatter } from "../formats/format";
import { numberOf, valueAt } from "../formats/values";
import type { Answer, ChartSpec, Row, Scalar } from "../types/documents";
import type { ChartLocale, Mark } from "./drawing";
import { categoryColumn, valueColumns } from "./shape";

export interface Slice { name: string; category: Scalar; value: number; row: Row }

export interface Slices {
  x: string | undefined;
  y: string | undefined;
  slices: Slice[];
  write: Formatter;
}

export function slicesOf(answer: Answer, chart: ChartSpec, locale: ChartLocale): Slices {
  const x = categoryColumn(answer, chart) ?? chart.series;
  const y = valueColumns(answer, chart)[0];
  const name = x ? formatterOf(answer, chart, x, locale.language) : () => "";
  const slices = answer.data.flatMap((row) => {
    const value = y ? numberOf(row[y]) : null;
    const category = valueAt(row, x);
    return value === null ? [] : [{ name: category === null ? locale.texts.nothing : name(category), category, value, row }];
  });
  return { x, y, slices, write: y ? formatterOf(answer, chart, y, locale.language) : String };
}

export function marksOfSlices({ x, slices, write }: Slices): Mark[] {
  return slices.map((slice) => ({
    column: x ?? null, value: slice.category, row: slice.row, label: `${slice.name}: ${write(slice.value)}`,
  }));
}
