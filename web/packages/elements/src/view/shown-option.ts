// From a drawing to what is handed to ECharts: without what the legend has switched off, and fitted to the room there
// is; and back from a click to the mark that was meant.

import type { Drawing, Mark, SeriesOption } from "../charts/drawing";

export interface ClickEvent {
  seriesIndex: number;
  dataIndex: number;
  dataType?: string;
  data?: { mark?: number };
}

const ROOMY = 200;
const MOST_NAMES = 14;
const LEAST_NAME = 34;
const BESIDE_NAMES = 62;

/** The option for a box of this size. */
export function fitted(option: Drawing["option"], width: number, height: number): Drawing["option"] {
  if (width === 0 || height === 0) return option;
  const series = option.series.map((one) => inItsRoom(one, width, height) as SeriesOption);
  return { ...option, series, ...(option["xAxis"] ? { xAxis: withNames(option["xAxis"], width) } : {}) };
}

// A few names are all written, each cut to its own width; of many, and of times, those that have room.
function withNames(axis: unknown, width: number): unknown {
  const { type, data, isTimeline, axisLabel } = axis as { type?: string; data?: unknown[]; isTimeline?: boolean; axisLabel?: object };
  const count = data?.length ?? 0;
  const each = (width - BESIDE_NAMES) / Math.max(1, count) - 6;
  if (type !== "category" || isTimeline || count > MOST_NAMES || each < LEAST_NAME) return axis;
  return { ...(axis as object), axisLabel: { ...axisLabel, interval: 0, hideOverlap: false, width: each, overflow: "truncate" } };
}

// A gauge's arc ends below its middle: it is this much higher than its radius.
const ARC_HEIGHT = 1.43;
const LARGEST_RADIUS = 124;

// Words inside a gauge or a ring that is small are smaller, or not there.
function inItsRoom(series: Record<string, unknown>, width: number, height: number): Record<string, unknown> {
  const data = series["data"] as { label?: object }[] | undefined;
  if (series["type"] === "pie" && data && height < ROOMY * 0.6) return { ...series, data: data.map(({ label: _label, ...slice }) => slice) };
  if (series["type"] !== "gauge") return series;
  const radius = Math.min(height / ARC_HEIGHT, width / 2, LARGEST_RADIUS) * 0.96;
  const stroke = Math.max(6, Math.min(16, radius * 0.14));
  const axisLine = series["axisLine"] as { lineStyle: object };
  return {
    ...series,
    radius,
    center: ["50%", (height - radius * ARC_HEIGHT) / 2 + radius],
    progress: { ...(series["progress"] as object), width: stroke },
    axisLine: { ...axisLine, lineStyle: { ...axisLine.lineStyle, width: stroke } },
    axisLabel: { ...(series["axisLabel"] as object), show: radius > 70, distance: 4 },
    detail: { ...(series["detail"] as object), fontSize: Math.round(Math.max(12, Math.min(32, radius * 0.3))) },
  };
}

/** The option without what the legend has switched off. */
export function shownOption({ option, legend }: Drawing, hidden: ReadonlySet<string>): Drawing["option"] {
  if (hidden.size === 0 || legend.length === 0) return option;
  const names = new Set(option.series.map((series) => series.name));
  if (legend.some(({ name }) => names.has(name))) {
    return { ...option, series: option.series.filter((series) => !hidden.has(series.name ?? "")) };
  }
  const isShown = (item: unknown): boolean => !hidden.has((item as { name?: string } | null)?.name ?? "");
  return { ...option, series: option.series.map((series) => ({ ...series, data: series.data?.filter(isShown) })) };
}

/** The mark of a click, whose place counts only what is shown. */
export function markAt(drawing: Drawing, hidden: ReadonlySet<string>, event: ClickEvent): Mark | undefined {
  const shown = shownOption(drawing, hidden);
  const series = shown.series[event.seriesIndex];
  const at = drawing.option.series.findIndex((one) => one === series || (series?.name !== undefined && one.name === series.name));
  const seriesIndex = at < 0 ? event.seriesIndex : at;
  const datum = series?.data?.[event.dataIndex];
  const all = drawing.option.series[seriesIndex]?.data ?? [];
  const index = event.data?.mark ?? (typeof datum === "object" && all.includes(datum) ? all.indexOf(datum) : event.dataIndex);
  return drawing.marks[seriesIndex]?.[index];
}

