// Lying bars, for names that are long.

import { barSeries } from "./bars";
import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";

export const row: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, {
    isLying: true,
    seriesOption: (_series, _index, _count, color) => barSeries(color, { isLying: true }),
  });
