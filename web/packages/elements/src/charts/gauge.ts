// One value on a scale.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { labelOf, numberOf } from "../formats/values";
import { colorAt } from "../theme/chart-theme";
import { baseOption } from "./cartesian";
import type { DrawChart } from "./drawing";
import { valueColumns } from "./shape";
import { tooltipOf } from "./tooltip";

export const gauge: DrawChart = (answer, chart, theme, locale) => {
  const column = valueColumns(answer, chart)[0] ?? "";
  const value = numberOf(answer.data[0]?.[column]);
  const least = chart.min ?? 0;
  const greatest = chart.max ?? roundUp(value ?? 0, chart.formats?.[column]?.style === "percent");
  const write = formatterOf(answer, chart, column, locale.language);
  const short = shortFormatterOf(answer, chart, column, locale.language);
  const color = colorAt(theme, 0);
  return {
    option: {
      ...baseOption(theme),
      tooltip: tooltipOf(theme, "item", () => ({ title: "", lines: [{ color, name: labelOf(answer, column), value: write(value) }] })),
      series: [{
        type: "gauge",
        min: least,
        max: greatest,
        startAngle: 205,
        endAngle: -25,
        radius: "96%",
        center: ["50%", "60%"],
        clockwise: true,
        progress: { show: true, width: 14, roundCap: true, itemStyle: { color } },
        axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, theme.grid]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: 1,
        axisLabel: { distance: -2, color: theme.muted, fontSize: 11, formatter: (tick: number) => short(tick) },
        pointer: { show: false },
        anchor: { show: false },
        title: { show: false },
        detail: {
          offsetCenter: [0, "-6%"], fontSize: 26, fontWeight: 650, color: theme.text, fontFamily: theme.font,
          formatter: () => (value !== null && value > 99_999 ? short(value) : write(value)),
        },
        data: [{ value: value ?? least, name: labelOf(answer, column) }],
      }],
    },
    marks: [[{ column: null, value: null, row: answer.data[0] ?? null, label: `${labelOf(answer, column)}: ${write(value)}` }]],
    legend: [],
  };
};

/** The end of a scale that nobody chose: 1 for shares, else the next round number. */
export function roundUp(value: number, isShare: boolean): number {
  if (isShare && value <= 1) return 1;
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * size).find((step) => step >= value) ?? value;
}
