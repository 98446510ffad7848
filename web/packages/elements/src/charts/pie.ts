// Shares of a whole.

import { colorAt } from "../theme/chart-theme";
import { baseOption } from "./cartesian";
import type { DrawChart } from "./drawing";
import { marksOfSlices, slicesOf } from "./slices";
import { tooltipOf } from "./tooltip";

export const pie: DrawChart = (answer, chart, theme, locale) => {
  const all = slicesOf(answer, chart, locale);
  const total = all.slices.reduce((sum, slice) => sum + slice.value, 0);
  const percent = new Intl.NumberFormat(locale.language, { style: "percent", maximumFractionDigits: 1 });
  return {
    option: {
      ...baseOption(theme),
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const slice = all.slices[point?.dataIndex ?? 0];
        const share = slice && total ? percent.format(slice.value / total) : "";
        return {
          title: "",
          lines: slice ? [{ color: colorAt(theme, point?.dataIndex ?? 0), name: slice.name, value: `${all.write(slice.value)} · ${share}` }] : [],
        };
      }),
      series: [{
        type: "pie",
        radius: ["0%", "88%"],
        center: ["50%", "50%"],
        clockwise: !locale.isRightToLeft,
        data: all.slices.map((slice, index) => ({ name: slice.name, value: slice.value, itemStyle: { color: colorAt(theme, index) } })),
        itemStyle: { borderColor: theme.card, borderWidth: 2, borderRadius: 4 },
        label: { show: false },
        labelLine: { show: false },
        emphasis: { scaleSize: 4 },
      }],
    },
    marks: [marksOfSlices(all)],
    legend: all.slices.map((slice, index) => ({ name: slice.name, color: colorAt(theme, index) })),
  };
};
