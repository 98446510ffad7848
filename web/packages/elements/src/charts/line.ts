// A line for each series.

import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";
import { lineSeries } from "./lines";

export const line: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, {
    seriesOption: (series, _index, count, color) => lineSeries(series, theme, color, count === 1),
  });
