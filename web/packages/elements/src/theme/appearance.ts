// The compatible `chart-appearance`: axes, legend, labels and margins, put on a finished option.

import type { ChartOption, Drawing } from "../charts/drawing";
import { withThresholds } from "../charts/thresholds";

type Bag = Record<string, unknown>;

export interface LegendWish { isShown: boolean; place: "top" | "bottom" | "left" | "right" }

export function legendWish(appearance: Bag): LegendWish {
  const legend = bag(appearance["chartLegend"]);
  const position = String(legend["fixedPosition"] ?? "bottom");
  const place = position.startsWith("top") ? "top" : position.startsWith("left") ? "left" : position.startsWith("right") ? "right" : "bottom";
  return { isShown: legend["show"] !== false, place: legend["enableVariablePosition"] === true ? "bottom" : place };
}

/** How the legend itself looks: classes for what the style sheet knows, a style for the rest. */
export interface LegendLooks { classes: string; style: string }

const SHAPES = new Set(["circle", "rect", "roundRect", "triangle", "diamond", "arrow", "none"]);

export function legendLooks(appearance: Bag): LegendLooks {
  const legend = bag(appearance["chartLegend"]);
  const shape = String(legend["legendShape"] ?? "");
  const direction = legend["legendAppearance"];
  const cut = Number(legend["truncateLegend"]);
  const isFree = legend["enableVariablePosition"] === true;
  const along = isFree ? undefined : alignment(String(legend["fixedPosition"] ?? ""));
  const style: [string, unknown][] = [
    ["--legend-size", size(legend["fontSize"])], ["--legend-color", legend["color"]], ["font-family", legend["fontFamily"]],
    ["font-weight", legend["fontWeight"]], ["--legend-width", Number.isFinite(cut) && cut > 0 ? `${cut}ch` : undefined],
    ["justify-content", along], ["position", isFree ? "absolute" : undefined], ["top", isFree ? size(legend["top"] ?? 0) : undefined],
    ["left", isFree ? size(legend["left"] ?? 0) : undefined],
  ];
  const said = style.filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => `${name}: ${String(value).replace(/[;{}]/g, "")}`);
  const classes = [
    SHAPES.has(shape) ? `shape-${shape}` : "", direction === "vertical" || direction === "horizontal" ? `${direction}` : "",
    legend["disableLegendScrolling"] === true ? "unscrolled" : "",
  ];
  return { classes: classes.filter(Boolean).join(" "), style: said.join("; ") };
}

// Of a legend above or below the chart `-left`, `-center` and `-right`; beside it only `-center` is known.
function alignment(position: string): string | undefined {
  if (/^(top|bottom)-(left|right)$/.test(position)) return position.replace(/^.*-/, "");
  return position.endsWith("-center") ? "safe center" : undefined;
}

/** The looks of the tooltip, as custom properties that the style sheet reads. */
export function tooltipStyle(appearance: Bag): string {
  const tooltip = bag(appearance["chartTooltip"]);
  const parts = ["labelStyle", "valueStyle", "tooltipHeader"].flatMap((part) =>
    ["size", "family", "weight", "color"].map((key): [string, unknown] => [`--tip-${part}-${key}`, key === "size" ? size(bag(tooltip[part])[key]) : bag(tooltip[part])[key]]));
  return parts.filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => `${name}: ${String(value).replace(/[;{}]/g, "")}`).join("; ");
}

function size(value: unknown): string | undefined {
  if (value === undefined || value === "") return undefined;
  return /^\d+(\.\d+)?$/.test(String(value)) ? `${value}px` : String(value);
}

export function withAppearance(drawing: Drawing, appearance: Bag): Drawing {
  if (Object.keys(appearance).length === 0) return drawing;
  const option: ChartOption = { ...drawing.option };
  for (const [key, name] of [["horizontalAxis", "xAxis"], ["verticalAxis", "yAxis"]] as const) {
    const wish = bag(appearance[key]);
    if (option[name] && Object.keys(wish).length > 0) option[name] = everyAxis(option[name], (axis) => withAxisWish(axis, wish));
  }
  const side = bag(bag(appearance["axisSettings"])["switchYaxis"])["axis"];
  if (option["yAxis"] && (side === "left" || side === "right")) {
    const other = side === "left" ? "right" : "left";
    option["yAxis"] = everyAxis(option["yAxis"], (axis, index) => ({ ...axis, position: index === 0 ? side : other }));
  }
  const margin = bag(appearance["chartMargin"]);
  if (option["grid"]) {
    option["grid"] = {
      ...(option["grid"] as Bag),
      ...given({ top: margin["marginTop"], right: margin["marginRight"], bottom: margin["marginBottom"], left: margin["marginLeft"] }),
    };
  }
  const position = bag(appearance["chartLabel"])["position"];
  if (typeof position === "string") {
    const label = position === "hidden" ? { show: false } : { show: true, position };
    option.series = option.series.map((series) => (/bar|line|scatter/.test(series.type) ? { ...series, label } : series));
  }
  const radial = bag(appearance["chartLabel"])["radialChartposition"];
  if (radial === "outside" || radial === "inside") {
    const label = { show: true, position: radial };
    const pie = { label, labelLine: { show: radial === "outside" }, ...(radial === "outside" ? { radius: ["0%", "66%"] } : {}) };
    option.series = option.series.map((series) => (series.type === "pie" && String((series["radius"] as unknown[])?.[0]) === "0%" ? { ...series, ...pie } : series));
  }
  return withThresholds({ ...drawing, option }, appearance);
}

function withAxisWish(axis: Bag, wish: Bag): Bag {
  const label = given({
    color: wish["color"], fontSize: wish["fontSize"], fontFamily: wish["fontFamily"], fontWeight: wish["fontWeight"], margin: wish["axisLabelMargin"],
  });
  const axisLine = bag(axis["axisLine"]);
  return {
    ...axis,
    axisLine: { ...axisLine, ...(wish["axisColor"] ? { lineStyle: { ...bag(axisLine["lineStyle"]), color: wish["axisColor"] } } : {}), ...shown(wish["hideAxisLines"]) },
    axisTick: { ...bag(axis["axisTick"]), ...shown(wish["hideAxisTicks"]) },
    splitLine: { ...bag(axis["splitLine"]), ...shown(wish["hideSplitLines"]) },
    axisLabel: { ...bag(axis["axisLabel"]), ...label, ...shown(wish["hideAxisLabels"]) },
    ...given({ name: wish["axisName"], nameGap: wish["axisNameOffset"] }),
    ...(wish["axisName"] ? { nameLocation: "middle" } : {}),
  };
}

function everyAxis(axes: unknown, change: (axis: Bag, index: number) => Bag): unknown {
  return Array.isArray(axes) ? axes.map((axis, index) => change(axis as Bag, index)) : change(axes as Bag, 0);
}

function shown(hide: unknown): Bag {
  return typeof hide === "boolean" ? { show: !hide } : {};
}

function bag(value: unknown): Bag {
  return typeof value === "object" && value !== null ? (value as Bag) : {};
}

function given(values: Bag): Bag {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""));
}
