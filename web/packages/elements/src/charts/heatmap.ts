// Two categories against each other; the value is the strength of the colour.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { columnsOf, kindOf, labelOf, numberOf, valueAt } from "../formats/values";
import { colorAt, mixColors, readableOn } from "../theme/chart-theme";
import { baseOption, categoryAxis } from "./cartesian";
import type { DrawChart } from "./drawing";
import { categoryColumn, distinct, valueColumns } from "./shape";
import { tooltipOf } from "./tooltip";

const MOST_WRITTEN_CELLS = 84;
export const heatmap: DrawChart = (answer, chart, theme, locale) => {
  const x = categoryColumn(answer, chart) ?? "";
  const vertical = chart.series
    ?? columnsOf(answer).map((column) => column.name).find((name) => name !== x && kindOf(answer, name) !== "number") ?? "";
  const y = valueColumns(answer, { ...chart, series: vertical })[0] ?? "";
  const across = distinct(answer.data.map((row) => valueAt(row, x)));
  const down = distinct(answer.data.map((row) => valueAt(row, vertical)));
  const write = formatterOf(answer, chart, y, locale.language);
  const short = shortFormatterOf(answer, chart, y, locale.language);
  const labels = (column: string, values: unknown[]): string[] => {
    const name = formatterOf(answer, chart, column, locale.language);
    return values.map((value) => (value === null ? locale.texts.nothing : name(value)));
  };
  const labelsAcross = labels(x, across);
  const labelsDown = labels(vertical, down);
  const cells = answer.data.flatMap((row) => {
    const value = numberOf(row[y]);
    return value === null ? [] : [{ row, value, at: [across.indexOf(valueAt(row, x)), down.indexOf(valueAt(row, vertical))] as const }];
  });
  const least = Math.min(0, ...cells.map((cell) => cell.value));
  const greatest = Math.max(...cells.map((cell) => cell.value), least);
  const colorOf = (value: number): string => {
    const share = greatest === least ? 1 : (value - least) / (greatest - least);
    return mixColors(mixColors(theme.card, colorAt(theme, 0), 0.08), colorAt(theme, 0), share);
  };
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 8, right: 10, top: 10, bottom: 4, containLabel: true },
      xAxis: { ...categoryAxis({ labels: labelsAcross, isTime: false }, theme, locale, false), axisLine: { show: false }, splitArea: { show: false } },
      yAxis: { ...categoryAxis({ labels: labelsDown, isTime: false }, theme, locale, true), inverse: true },
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const cell = cells[point?.dataIndex ?? 0];
        return cell
          ? { title: `${labelsAcross[cell.at[0]]} · ${labelsDown[cell.at[1]]}`, lines: [{ color: colorOf(cell.value), name: labelOf(answer, y), value: write(cell.value) }] }
          : { title: "", lines: [] };
      }),
      series: [{
        type: "heatmap",
        name: labelOf(answer, y),
        data: cells.map((cell) => ({
          value: [cell.at[0], cell.at[1], cell.value],
          itemStyle: { color: colorOf(cell.value) },
          label: { color: readableOn(colorOf(cell.value)) },
        })),
        itemStyle: { borderColor: theme.card, borderWidth: 2, borderRadius: 4 },
        label: { show: cells.length <= MOST_WRITTEN_CELLS, fontSize: 11, formatter: (cell: { dataIndex: number }) => short(cells[cell.dataIndex]?.value) },
        emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
      }],
    },
    marks: [cells.map((cell) => ({
      column: x, value: across[cell.at[0]] ?? null, row: cell.row,
      label: `${labelsAcross[cell.at[0]]}, ${labelsDown[cell.at[1]]}: ${write(cell.value)}`,
    }))],
    legend: [],
  };
};
