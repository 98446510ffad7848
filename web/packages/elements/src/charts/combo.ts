// Bars, and the columns named in `lines` as lines on an axis of their own.

import { shortFormatterOf } from "../formats/format";
import { barSeries } from "./bars";
import { cartesian, valueAxis } from "./cartesian";
import type { DrawChart } from "./drawing";
import { lineSeries } from "./lines";
import { valueColumns } from "./shape";

export const combo: DrawChart = (answer, chart, theme, locale) => {
  const columns = valueColumns(answer, chart);
  const lines = new Set(chart.lines ?? columns.slice(-1));
  const drawing = cartesian(answer, chart, theme, locale, {
    seriesOption: (series, _index, _count, color) =>
      lines.has(series.column)
        ? { ...lineSeries(series, theme, color), yAxisIndex: 1, z: 3 }
        : { ...barSeries(color), yAxisIndex: 0 },
  });
  const second = columns.find((column) => lines.has(column));
  const write = second ? shortFormatterOf(answer, chart, second, locale.language) : String;
  const opposite = locale.isRightToLeft ? "left" : "right";
  const axis = { ...valueAxis(theme, write, locale, false), position: opposite, splitLine: { show: false } };
  return { ...drawing, option: { ...drawing.option, yAxis: [drawing.option["yAxis"], axis] } };
};
