// Lines that keep a value until the next one.

import { cartesian } from "./cartesian";
import type { DrawChart } from "./drawing";
import { lineSeries } from "./lines";

export const stepped: DrawChart = (answer, chart, theme, locale) =>
  cartesian(answer, chart, theme, locale, {
    seriesOption: (series, _index, _count, color) => ({ ...lineSeries(series, theme, color), step: "end", showSymbol: false }),
  });
