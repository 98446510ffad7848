// Standing bars, side by side.

import { barSeries } from "./bars";
import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";

export const bar: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, { seriesOption: (_series, _index, _count, color) => barSeries(color) });
