// The spread of values by category: least, quartiles and greatest.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { labelOf, numberOf, valueAt } from "../formats/values";
import { colorAt, withOpacity } from "../theme/chart-theme";
import { baseOption, categoryAxis, valueAxis } from "./cartesian";
import type { DrawChart } from "./drawing";
import { categoryColumn, distinct, valueColumns } from "./shape";
import { tooltipOf } from "./tooltip";

export type Box = [number, number, number, number, number];

export const boxplot: DrawChart = (answer, chart, theme, locale) => {
  const x = categoryColumn(answer, chart);
  const y = valueColumns(answer, chart)[0] ?? "";
  const categories = distinct(answer.data.map((row) => valueAt(row, x)));
  const boxes = categories.map((category) => boxOf(
    answer.data.filter((row) => valueAt(row, x) === category).map((row) => numberOf(row[y])).filter((value) => value !== null),
  ));
  const name = x ? formatterOf(answer, chart, x, locale.language) : () => labelOf(answer, y);
  const labels = categories.map((category) => (category === null && x ? locale.texts.nothing : name(category)));
  const write = formatterOf(answer, chart, y, locale.language);
  const color = colorAt(theme, 0);
  const written = (box: Box | null): { color: string; name: string; value: string }[] =>
    box ? ["max", "Q3", "Q2", "Q1", "min"].map((part, index) => ({ color, name: part, value: write(box[4 - index]) })) : [];
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 8, right: 14, top: 14, bottom: 4, containLabel: true },
      xAxis: categoryAxis({ labels, isTime: false }, theme, locale, false),
      yAxis: { ...valueAxis(theme, shortFormatterOf(answer, chart, y, locale.language), locale, false), scale: true },
      tooltip: tooltipOf(theme, "item", ([point]) => ({
        title: labels[point?.dataIndex ?? 0] ?? "", lines: written(boxes[point?.dataIndex ?? 0] ?? null),
      })),
      series: [{
        type: "boxplot", name: labelOf(answer, y), data: boxes.map((box) => box ?? []),
        itemStyle: { color: withOpacity(color, 0.2), borderColor: color, borderWidth: 1.5 }, boxWidth: [10, 44],
      }],
    },
    marks: [categories.map((value, index) => ({
      column: x ?? null, value, row: null,
      label: `${labels[index]}: ${written(boxes[index] ?? null).map((line) => `${line.name} ${line.value}`).join(", ")}`,
    }))],
    legend: [],
  };
};

/** Quartiles by linear interpolation between neighbours, as spreadsheets do it. */
export function boxOf(values: number[]): Box | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share)) as Box;
}

function quantile(sorted: number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}
