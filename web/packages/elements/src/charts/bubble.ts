// A point for each row whose area is a third value.

import type { DrawChart } from "./drawing";
import { points } from "./points";
import { valueColumns } from "./shape";

export const bubble: DrawChart = (answer, chart, theme, locale) =>
  points(answer, chart, theme, locale, chart.size ?? valueColumns(answer, chart).at(-1) ?? null);
