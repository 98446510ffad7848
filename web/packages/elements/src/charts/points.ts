// Points on two axes of values, for scatter and bubble charts.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { columnsOf, kindOf, labelOf, numberOf, valueAt } from "../formats/values";
import { colorAt, withOpacity, type ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec, Row } from "../types/documents";
import { baseOption, categoryAxis, legendOf, valueAxis } from "./cartesian";
import type { ChartLocale, Drawing, Mark } from "./drawing";
import { distinct } from "./shape";
import { tooltipOf } from "./tooltip";

const POINT = 9;
const GREATEST_BUBBLE = 46;
const LEAST_BUBBLE = 6;

export function points(answer: Answer, chart: ChartSpec, theme: ChartTheme, locale: ChartLocale, size: string | null): Drawing {
  const { x, y } = axesOf(answer, chart, size);
  const isNumber = kindOf(answer, x) === "number";
  const writeX = formatterOf(answer, chart, x, locale.language);
  const categories = isNumber ? [] : distinct(answer.data.map((row) => valueAt(row, x)));
  const groups = chart.series ? distinct(answer.data.map((row) => valueAt(row, chart.series))) : [null];
  const greatest = size ? Math.max(...answer.data.map((row) => Math.abs(numberOf(row[size]) ?? 0)), 0) : 0;
  const rows = groups.map((group) => answer.data.filter((row) => !chart.series || valueAt(row, chart.series) === group));
  const names = groups.map((group) => (chart.series ? String(group ?? locale.texts.nothing) : labelOf(answer, y)));
  const placed = (row: Row): (number | null)[] => {
    const across = isNumber ? numberOf(row[x]) : categories.indexOf(valueAt(row, x));
    return size ? [across, numberOf(row[y]), numberOf(row[size])] : [across, numberOf(row[y])];
  };
  const named = lineWriter(answer, chart, locale, [x, y, ...(size ? [size] : [])]);
  // Bubbles at the edge need room for half of themselves.
  const room = size ? { boundaryGap: ["8%", "12%"] } : {};
  const horizontal = { ...valueAxis(theme, shortFormatterOf(answer, chart, x, locale.language), locale, true), scale: true, ...room };
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 8, right: 18, top: 14, bottom: 4, containLabel: true },
      xAxis: isNumber ? horizontal : categoryAxis({ labels: categories.map(writeX), isTime: false }, theme, locale, false),
      yAxis: { ...valueAxis(theme, shortFormatterOf(answer, chart, y, locale.language), locale, false), scale: true, ...room },
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const row = rows[point?.seriesIndex ?? 0]?.[point?.dataIndex ?? 0];
        return { title: titleOf(answer, row, [x, y, size, chart.series]), lines: row ? named(row, colorAt(theme, point?.seriesIndex ?? 0)) : [] };
      }),
      series: rows.map((own, index) => ({
        type: "scatter",
        name: names[index]!,
        data: own.map(placed),
        symbolSize: size ? (value: unknown) => diameter((value as number[])[2] ?? 0, greatest) : POINT,
        itemStyle: {
          color: withOpacity(colorAt(theme, index), size ? 0.55 : 0.75), borderColor: colorAt(theme, index), borderWidth: 1,
        },
        emphasis: { focus: "series" },
      })),
    },
    marks: rows.map((own) => own.map((row): Mark => ({
      column: chart.series ?? (isNumber ? null : x),
      value: chart.series ? valueAt(row, chart.series) : isNumber ? null : valueAt(row, x),
      row,
      label: named(row, "").map((line) => `${line.name}: ${line.value}`).join(", "),
    }))),
    legend: chart.series ? legendOf(names.map((name) => ({ name })), theme) : [],
  };
}

/** The area grows with the value, not the diameter. */
export function diameter(value: number, greatest: number): number {
  if (greatest <= 0) return LEAST_BUBBLE;
  return Math.max(LEAST_BUBBLE, Math.sqrt(Math.abs(value) / greatest) * GREATEST_BUBBLE);
}

function axesOf(answer: Answer, chart: ChartSpec, size: string | null): { x: string; y: string } {
  const numbers = columnsOf(answer).map((column) => column.name).filter((name) => name !== size && kindOf(answer, name) === "number");
  const x = chart.x ?? numbers[0] ?? "";
  return { x, y: chart.y?.find((name) => name !== x) ?? numbers.find((name) => name !== x) ?? "" };
}

function lineWriter(answer: Answer, chart: ChartSpec, locale: ChartLocale, columns: string[]) {
  const writers = columns.map((column) => [column, labelOf(answer, column), formatterOf(answer, chart, column, locale.language)] as const);
  return (row: Row, color: string) => writers.map(([column, name, write]) => ({ color, name, value: write(row[column]) }));
}

function titleOf(answer: Answer, row: Row | undefined, taken: (string | null | undefined)[]): string {
  const other = columnsOf(answer).map((column) => column.name).filter((name) => !taken.includes(name));
  return other.map((name) => String(row?.[name] ?? "")).join(" · ");
}
