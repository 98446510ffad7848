// The series of a line, with its points shown only where there are few.

import { withOpacity, type ChartTheme } from "../theme/chart-theme";
import type { SeriesOption } from "./drawing";
import type { ShapedSeries } from "./shape";

const FEW_POINTS = 14;

export function lineSeries(series: ShapedSeries, theme: ChartTheme, color: string, filled = false): SeriesOption {
  const isFew = series.values.length <= FEW_POINTS;
  return {
    type: "line",
    itemStyle: { color, borderColor: theme.card, borderWidth: isFew ? 1.5 : 0 },
    lineStyle: { width: 2.25, color },
    symbol: "circle",
    symbolSize: 7,
    showSymbol: isFew,
    // A missing value is a gap, never an invented line.
    connectNulls: false,
    emphasis: { focus: "series", lineStyle: { width: 2.75 } },
    blur: { lineStyle: { opacity: 0.25 } },
    ...(filled ? { areaStyle: { color: fading(color), opacity: 1 } } : {}),
  };
}

function fading(color: string): Record<string, unknown> {
  return {
    type: "linear", x: 0, y: 0, x2: 0, y2: 1,
    colorStops: [{ offset: 0, color: withOpacity(color, 0.28) }, { offset: 1, color: withOpacity(color, 0.02) }],
  };
}
