// Bars upon each other.

import { barSeries } from "./bars";
import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";

export const stack: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, {
    seriesOption: (_series, index, count, color) => barSeries(color, { isStacked: true, isTop: index === count - 1 }),
  });
