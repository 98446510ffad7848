// Axes, grid and tooltip that line and bar charts have in common.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { colorAt, type ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec } from "../types/documents";
import type { ChartLocale, ChartOption, Drawing, Mark, SeriesOption } from "./drawing";
import { shapeOf, type Shape, type ShapedSeries } from "./shape";
import { tooltipOf } from "./tooltip";

export interface CartesianWish {
  /** Bars that lie down: the categories stand on the vertical axis. */
  isLying?: boolean;
  /** Values are shares of their category. */
  isShare?: boolean;
  seriesOption(series: ShapedSeries, index: number, count: number, color: string): SeriesOption;
}

export function cartesian(
  answer: Answer, chart: ChartSpec, theme: ChartTheme, locale: ChartLocale, wish: CartesianWish,
): Drawing {
  const shape = shapeOf(answer, chart, locale.language, locale.texts.nothing);
  const values = wish.isShare ? shares(shape.series) : shape.series.map((series) => series.values);
  const first = shape.series[0]?.column;
  const percent = new Intl.NumberFormat(locale.language, { style: "percent", maximumFractionDigits: 1 });
  const writeShort = wish.isShare || !first
    ? (value: unknown) => percent.format(Number(value))
    : shortFormatterOf(answer, chart, first, locale.language);
  const axisOfCategories = categoryAxis(shape, theme, locale, wish.isLying === true);
  const axisOfValues = valueAxis(theme, writeShort, locale, wish.isLying === true);
  const series = shape.series.map((one, index): SeriesOption => ({
    ...wish.seriesOption(one, index, shape.series.length, colorAt(theme, index)),
    name: one.name,
    data: values[index]!,
  }));
  const write = shape.series.map((one) => formatterOf(answer, chart, one.column, locale.language));
  const written = (seriesIndex: number, index: number): string => {
    const text = write[seriesIndex]?.(shape.series[seriesIndex]?.values[index]) ?? "";
    const share = values[seriesIndex]?.[index];
    return wish.isShare && share !== null && share !== undefined ? `${text} (${percent.format(share)})` : text;
  };
  const option: ChartOption = {
    ...baseOption(theme),
    grid: { left: 8, right: 14, top: 14, bottom: 4, containLabel: true },
    xAxis: wish.isLying ? axisOfValues : axisOfCategories,
    yAxis: wish.isLying ? axisOfCategories : axisOfValues,
    tooltip: tooltipOf(theme, "axis", (points) => ({
      title: shape.labels[points[0]?.dataIndex ?? 0] ?? "",
      lines: points.map(({ seriesIndex, dataIndex }) => ({
        color: String((series[seriesIndex]?.["itemStyle"] as { color?: string } | undefined)?.color ?? colorAt(theme, seriesIndex)),
        name: shape.series[seriesIndex]?.name ?? "",
        value: written(seriesIndex, dataIndex),
      })),
    })),
    series,
  };
  return { option, marks: marksOf(shape, written), legend: legendOf(shape.series, theme) };
}

export function baseOption(theme: ChartTheme): Record<string, unknown> {
  return {
    animation: !theme.isStill,
    animationDuration: 450,
    animationDurationUpdate: 300,
    animationEasing: "cubicOut",
    color: theme.palette,
    textStyle: { fontFamily: theme.font, fontSize: theme.fontSize, color: theme.text },
    aria: { enabled: false },
  };
}

export function categoryAxis(shape: Pick<Shape, "labels" | "isTime">, theme: ChartTheme, locale: ChartLocale, isLying: boolean): Record<string, unknown> {
  return {
    type: "category",
    // Not of ECharts: names are cut to fit, times are left out where there is no room (view/shown-option.ts).
    isTimeline: shape.isTime,
    data: shape.labels,
    inverse: isLying ? true : locale.isRightToLeft,
    position: isLying && locale.isRightToLeft ? "right" : isLying ? "left" : "bottom",
    axisTick: { show: false },
    axisLine: { show: !isLying, lineStyle: { color: theme.line } },
    axisLabel: {
      color: theme.muted, fontSize: 11, margin: 10, hideOverlap: true, width: isLying ? 120 : 96, overflow: "truncate",
    },
    axisPointer: { type: isLying ? "shadow" : undefined, shadowStyle: { color: pointerShade(theme) } },
  };
}

export function valueAxis(
  theme: ChartTheme, write: (value: unknown) => string, locale: ChartLocale, isLying: boolean,
): Record<string, unknown> {
  return {
    type: "value",
    inverse: isLying && locale.isRightToLeft,
    position: isLying ? "bottom" : locale.isRightToLeft ? "right" : "left",
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, fontSize: 11, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: theme.grid, width: 1 } },
  };
}

export function pointerShade(theme: ChartTheme): string {
  return theme.isDark ? "rgba(255, 255, 255, 0.05)" : "rgba(30, 40, 70, 0.045)";
}

export function legendOf(series: { name: string }[], theme: ChartTheme): Drawing["legend"] {
  if (series.length < 2) return [];
  return series.map((one, index) => ({ name: one.name, color: colorAt(theme, index) }));
}

function shares(series: ShapedSeries[]): (number | null)[][] {
  const totals = (series[0]?.values ?? []).map((_, index) =>
    series.reduce((sum, one) => sum + Math.abs(one.values[index] ?? 0), 0));
  return series.map((one) => one.values.map((value, index) => (value === null || !totals[index] ? null : value / totals[index])));
}

function marksOf(shape: Shape, written: (series: number, index: number) => string): Mark[][] {
  return shape.series.map((one, seriesIndex) => one.values.map((_, index) => ({
    column: shape.x ?? null,
    value: shape.categories[index] ?? null,
    row: one.rows[index] ?? null,
    label: `${shape.labels[index] ?? ""}, ${one.name}: ${written(seriesIndex, index)}`,
  })));
}
