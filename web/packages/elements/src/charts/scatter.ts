// A point for each row, by two of its values.

import type { DrawChart } from "./drawing";
import { points } from "./points";

export const scatter: DrawChart = (answer, chart, theme, locale) => points(answer, chart, theme, locale, null);
