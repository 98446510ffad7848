// Small answers whose drawings can be worked out on paper.

import { LIGHT } from "../src/theme/chart-theme";
import type { ChartLocale } from "../src/charts/drawing";
import type { Answer, ChartSpec, Row } from "../src/types/documents";

export const locale: ChartLocale = { language: "en", isRightToLeft: false, texts: { total: "Total", others: "Others", nothing: "(empty)" } };
export const theme = LIGHT;

export function answerOf(columns: Record<string, string>, data: Row[], more: Partial<Answer> = {}): Answer {
  return {
    data,
    metaData: { columns: Object.entries(columns).map(([name, dataType]) => ({ name, dataType, label: name.toUpperCase() })) },
    totalRecords: data.length, timeTaken: 1, comparisonValue: null, ...more,
  };
}

export const byCity = answerOf({ city: "string", sum: "number" }, [
  { city: "Oslo", sum: 30 }, { city: "Rome", sum: 10 }, { city: null, sum: 60 },
]);
export const byMonthAndCity = answerOf({ "t.month": "time", city: "string", sum: "number" }, [
  { "t.month": "2025-01-01T00:00:00.000", city: "Oslo", sum: 1 },
  { "t.month": "2025-01-01T00:00:00.000", city: "Rome", sum: 3 },
  { "t.month": "2025-02-01T00:00:00.000", city: "Oslo", sum: 2 },
]);

export const spec = (chart: ChartSpec): ChartSpec => chart;
