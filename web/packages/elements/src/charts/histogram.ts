// How often values fall into bins of equal width.

import { numberFormatter } from "../formats/format";
import { labelOf, numberOf } from "../formats/values";
import { colorAt } from "../theme/chart-theme";
import { barSeries } from "./bars";
import { baseOption, categoryAxis, valueAxis } from "./cartesian";
import type { DrawChart } from "./drawing";
import { valueColumns } from "./shape";
import { tooltipOf } from "./tooltip";

export interface Bin { from: number; to: number; count: number }

export const histogram: DrawChart = (answer, chart, theme, locale) => {
  const column = valueColumns(answer, chart)[0] ?? chart.x ?? "";
  const values = answer.data.map((row) => numberOf(row[column])).filter((value) => value !== null);
  const bins = binsOf(values, chart.bins);
  const write = numberFormatter({ digits: undefined, ...chart.formats?.[column], compact: true } as object, locale.language);
  const labels = bins.map((bin) => `${write(bin.from)} – ${write(bin.to)}`);
  const count = numberFormatter({}, locale.language);
  const color = colorAt(theme, 0);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 8, right: 14, top: 14, bottom: 4, containLabel: true },
      xAxis: categoryAxis({ labels, isTime: false }, theme, locale, false),
      yAxis: { ...valueAxis(theme, numberFormatter({ compact: true }, locale.language), locale, false), minInterval: 1 },
      tooltip: tooltipOf(theme, "item", ([point]) => ({
        title: labels[point?.dataIndex ?? 0] ?? "",
        lines: [{ color, name: labelOf(answer, column), value: count(bins[point?.dataIndex ?? 0]?.count) }],
      })),
      series: [{
        ...barSeries(color), barCategoryGap: "4%", barMaxWidth: undefined,
        name: labelOf(answer, column), data: bins.map((bin) => bin.count),
      }],
    },
    marks: [bins.map((bin, index) => ({ column: null, value: null, row: null, label: `${labels[index]}: ${count(bin.count)}` }))],
    legend: [],
  };
};

/** The greatest value belongs to the last bin. Without a wish as many bins as Sturges advises. */
export function binsOf(values: number[], wished?: number): Bin[] {
  if (values.length === 0) return [];
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  if (least === greatest) return [{ from: least, to: greatest, count: values.length }];
  const count = Math.max(1, Math.round(wished ?? Math.ceil(Math.log2(values.length)) + 1));
  const width = (greatest - least) / count;
  const bins = Array.from({ length: count }, (_, index) => ({
    from: least + index * width, to: least + (index + 1) * width, count: 0,
  }));
  for (const value of values) bins[Math.min(count - 1, Math.floor((value - least) / width))]!.count += 1;
  return bins;
}
