// The compatible `thresholdValues`: bands behind what has an axis of values, and the colours of a gauge's arc.

import { numberOf } from "../formats/values";
import type { ChartOption, Drawing, SeriesOption } from "./drawing";

type Bag = Record<string, unknown>;

export interface Band { from: number; to: number; label: string; color: string }

const PLAIN = "#8a93a6";

export function bandsOf(appearance: Bag): Band[] {
  const given = (appearance["customSettings"] as Bag | undefined)?.["thresholdValues"];
  const bands = (Array.isArray(given) ? given : []).filter((one): one is Bag => typeof one === "object" && one !== null).map((one) => ({
    from: numberOf(one["lowerLimit"]) ?? -Infinity, to: numberOf(one["upperLimit"]) ?? Infinity,
    label: String(one["label"] ?? ""), color: String(one["color"] || PLAIN),
  }));
  // Without one of its limits a band goes on to the end of the axis; without both it is none.
  return bands.filter(({ from, to }) => from < to && (Number.isFinite(from) || Number.isFinite(to))).sort((a, b) => (a.from < b.from ? -1 : 1));
}

export function hasBands(drawing: Drawing | null): boolean {
  return drawing?.option.series.some((series) => series["markArea"]) === true;
}

export function withThresholds(drawing: Drawing, appearance: Bag): Drawing {
  const bands = bandsOf(appearance);
  if (bands.length === 0) return drawing;
  const { option } = drawing;
  const axis = (["yAxis", "xAxis"] as const).find((name) => first(option[name])["type"] === "value");
  const series = axis ? [...option.series, behind(bands, axis, option)] : option.series.map((one) => (one.type === "gauge" ? onArc(one, bands) : one));
  return { ...drawing, option: { ...option, series } };
}

// A series of their own: the others come and go with the legend.
function behind(bands: Band[], axis: "xAxis" | "yAxis", option: ChartOption): SeriesOption {
  const end = (value: number): Bag => (Number.isFinite(value) ? { [axis]: value } : {});
  const { color, fontFamily } = option["textStyle"] as Bag;
  return {
    type: "line", data: [], silent: true, z: 0,
    markArea: {
      silent: true,
      // Above its lower end, so that the words of a band without height do not run into the axis.
      label: { color, fontFamily, fontSize: 11, position: "insideBottomLeft" },
      data: bands.map((band) => [{ ...end(band.from), name: band.label, itemStyle: { color: band.color, opacity: 0.16 } }, end(band.to)]),
    },
  };
}

function onArc(series: SeriesOption, bands: Band[]): SeriesOption {
  const [least, greatest] = [Number(series["min"]), Number(series["max"])];
  const value = (series.data?.[0] as { value?: number } | undefined)?.value ?? least;
  const axisLine = series["axisLine"] as { lineStyle: { color: [number, string][] } };
  const own = bands.find((band) => value >= band.from && value < band.to)?.color;
  const progress = series["progress"] as { itemStyle: Bag };
  return {
    ...series,
    progress: { ...progress, itemStyle: { ...progress.itemStyle, ...(own ? { color: own } : {}) } },
    axisLine: { ...axisLine, lineStyle: { ...axisLine.lineStyle, opacity: 0.45, color: arcOf(bands, least, greatest, axisLine.lineStyle.color[0]![1]) } },
  };
}

/** Where each colour ends, as shares of the scale; `rest` is the colour of what no band covers. */
export function arcOf(bands: Band[], least: number, greatest: number, rest: string): [number, string][] {
  const share = (value: number): number => Math.min(1, Math.max(0, (value - least) / (greatest - least)));
  const stops: [number, string][] = [];
  let at = 0;
  for (const { from, to, color } of bands) {
    const [start, end] = [share(from), share(to)];
    if (end <= at) continue;
    if (start > at) stops.push([start, rest]);
    stops.push([end, color]);
    at = end;
  }
  return at < 1 ? [...stops, [1, rest]] : stops;
}

function first(axes: unknown): Bag {
  return ((Array.isArray(axes) ? axes[0] : axes) ?? {}) as Bag;
}
