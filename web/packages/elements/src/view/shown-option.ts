// From a drawing to what is handed to ECharts: without what the legend has switched off, and fitted to the room there
// is; and back from a click to the mark that was meant.

import type { Drawing, Mark } from "../charts/drawing";

export interface ClickEvent {
  seriesIndex: number;
  dataIndex: number;
  dataType?: string;
  data?: { mark?: number };
}

const ROOMY = 200;

/** Words inside a gauge or a ring that is small are smaller, or not there. */
export function fitted(option: Drawing["option"], height: number): Drawing["option"] {
  const share = Math.min(1, height / ROOMY);
  if (share === 1 || height === 0) return option;
  const small = (series: Record<string, unknown>): Record<string, unknown> => {
    if (series["type"] === "gauge") {
      const width = Math.max(6, 14 * share);
      const ring = (part: string): object => ({ ...(series[part] as object), width });
      return {
        ...series,
        progress: ring("progress"),
        axisLine: { ...(series["axisLine"] as object), lineStyle: { ...(series["axisLine"] as { lineStyle: object }).lineStyle, width } },
        axisLabel: { ...(series["axisLabel"] as object), show: share > 0.6 },
        detail: { ...(series["detail"] as object), fontSize: Math.max(12, Math.round(26 * share)) },
      };
    }
    const data = series["data"] as { label?: { position?: string } }[] | undefined;
    return share < 0.6 && series["type"] === "pie" && data ? { ...series, data: data.map(({ label: _label, ...slice }) => slice) } : series;
  };
  return { ...option, series: option.series.map((series) => small(series) as Drawing["option"]["series"][number]) };
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

