// Stages, each as wide as its value, with what is left of the first one.

import { colorAt, readableOn } from "../theme/chart-theme";
import { baseOption } from "./cartesian";
import type { DrawChart } from "./drawing";
import { marksOfSlices, slicesOf } from "./slices";
import { tooltipOf } from "./tooltip";

export const funnel: DrawChart = (answer, chart, theme, locale) => {
  const all = slicesOf(answer, chart, locale);
  const first = all.slices[0]?.value ?? 0;
  const percent = new Intl.NumberFormat(locale.language, { style: "percent", maximumFractionDigits: 1 });
  const share = (value: number): string => (first ? percent.format(value / first) : "");
  return {
    option: {
      ...baseOption(theme),
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const index = point?.dataIndex ?? 0;
        const slice = all.slices[index];
        return {
          title: "",
          lines: slice ? [{ color: colorAt(theme, index), name: slice.name, value: `${all.write(slice.value)} · ${share(slice.value)}` }] : [],
        };
      }),
      series: [{
        type: "funnel",
        left: "6%", right: "6%", top: 6, bottom: 6, minSize: "6%", gap: 3, sort: "none",
        data: all.slices.map((slice, index) => ({
          name: slice.name,
          value: slice.value,
          itemStyle: { color: colorAt(theme, index), borderWidth: 0 },
          label: { color: readableOn(colorAt(theme, index)) },
        })),
        label: {
          show: true, position: "inside", fontSize: 12, fontWeight: 550,
          // Names are in the legend: a narrow stage has room for its share only.
          formatter: (point: { value: number }) => share(point.value),
        },
        emphasis: { label: { fontSize: 12 } },
      }],
    },
    marks: [marksOfSlices(all)],
    legend: all.slices.map((slice, index) => ({ name: slice.name, color: colorAt(theme, index) })),
  };
};
