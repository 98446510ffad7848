// Bars upon each other, each as its share of the whole.

import { barSeries } from "./bars";
import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";

export const stack100: DrawChart = (answer, chart, theme, locale) => {
  const drawing = cartesian(answer, chart, theme, locale, {
    isShare: true,
    seriesOption: (_series, index, count, color) => barSeries(color, { isStacked: true, isTop: index === count - 1 }),
  });
  const axis = drawing.option["yAxis"] as Record<string, unknown>;
  return { ...drawing, option: { ...drawing.option, yAxis: { ...axis, max: 1, interval: 0.25 } } };
};
