// Steps up and down from nothing to a total.

import { shortFormatterOf } from "../formats/format";
import { colorAt, mixColors, type ChartTheme } from "../theme/chart-theme";
import { barSeries } from "./bars";
import { baseOption, categoryAxis, valueAxis } from "./cartesian";
import type { DrawChart } from "./drawing";
import { marksOfSlices, slicesOf } from "./slices";
import { tooltipOf } from "./tooltip";

export const waterfall: DrawChart = (answer, chart, theme, locale) => {
  const all = slicesOf(answer, chart, locale);
  const steps = stepsOf(all.slices.map((slice) => slice.value));
  const total = steps.at(-1)?.to ?? 0;
  const labels = [...all.slices.map((slice) => slice.name), locale.texts.total];
  const values = [...all.slices.map((slice) => slice.value), total];
  const places = [...steps, { from: 0, to: total }];
  const colors = values.map((value, index) =>
    index === values.length - 1 ? colorAt(theme, 0) : softened(value < 0 ? theme.negative : theme.positive, theme));
  const write = all.y ? shortFormatterOf(answer, chart, all.y, locale.language) : String;
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 8, right: 14, top: 22, bottom: 4, containLabel: true },
      xAxis: categoryAxis({ labels, isTime: false }, theme, locale, false),
      yAxis: valueAxis(theme, write, locale, false),
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const index = point?.dataIndex ?? 0;
        return { title: "", lines: [{ color: colors[index] ?? theme.text, name: labels[index] ?? "", value: all.write(values[index]) }] };
      }),
      series: [
        // The first bar is not seen: it lifts the second one to where its step starts.
        {
          type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, emphasis: { disabled: true },
          data: places.map(({ from, to }) => (from < 0 && to < 0 ? Math.max(from, to) : from >= 0 && to >= 0 ? Math.min(from, to) : 0)),
        },
        {
          ...barSeries(theme.positive), stack: "all", barCategoryGap: "28%",
          data: places.map(({ from, to }, index) => ({
            // A step through zero would need two bars; one from zero shows its end.
            value: from * to < 0 ? to : from < 0 || to < 0 ? -Math.abs(to - from) : Math.abs(to - from),
            itemStyle: { color: colors[index], borderRadius: 3 },
          })),
          label: { show: true, position: "top", color: theme.muted, fontSize: 11, formatter: (point: { dataIndex: number }) => write(values[point.dataIndex]) },
          labelLayout: { hideOverlap: true },
        },
      ],
    },
    marks: [[], [...marksOfSlices(all), { column: null, value: null, row: null, label: `${locale.texts.total}: ${all.write(total)}` }]],
    legend: [],
  };
};

// The colours of rise and fall are made for text; areas of them would shout.
function softened(color: string, theme: ChartTheme): string {
  return mixColors(color, theme.card, 0.22);
}

/** Where each step starts and ends. */
export function stepsOf(values: number[]): { from: number; to: number }[] {
  let level = 0;
  return values.map((value) => {
    const from = level;
    level += value;
    return { from, to: level };
  });
}
