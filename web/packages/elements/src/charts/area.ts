// Filled lines, one upon the other where there are several.

import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";
import { lineSeries } from "./lines";

export const area: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, {
    seriesOption: (series, _index, count, color) => ({
      ...lineSeries(series, theme, color, true),
      showSymbol: false,
      ...(count > 1 ? { stack: "all" } : {}),
    }),
  });
