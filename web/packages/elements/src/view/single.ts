// A single value: the number, how it compares, and a sparkline of its own, drawn as SVG.

import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import { formatterOf, shortFormatterOf } from "../formats/format";
import { numberOf, valueAt } from "../formats/values";
import type { Speech } from "../texts/language";
import type { Answer, ChartSpec } from "../types/documents";
import { valueColumns } from "../charts/shape";
import { icon } from "./icons";
import { styleOn, valueColor } from "./value-color";

export interface SingleModel {
  value: number | null;
  text: string;
  full: string;
  change: { text: string; direction: "up" | "down" | "same" } | null;
  goal: { text: string; share: number } | null;
  trend: number[];
}

export function singleModel(answer: Answer, chart: ChartSpec, speech: Speech): SingleModel {
  const column = valueColumns(answer, chart)[0] ?? "";
  const rows = answer.data;
  const row = chart.trend ? rows.at(-1) : rows[0];
  const value = numberOf(valueAt(row, column));
  const write = formatterOf(answer, chart, column, speech.language);
  const isLong = value !== null && Math.abs(value) >= 1e6 && !chart.formats?.[column]?.style?.match(/percent|duration|date/);
  const short = isLong ? shortFormatterOf(answer, chart, column, speech.language) : write;
  const percent = new Intl.NumberFormat(speech.language, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" });
  // Without a comparison of the server's, the last period of the trend is compared with the one before.
  const before = answer.comparisonValue ?? (chart.trend ? numberOf(valueAt(rows.at(-2), column)) : null);
  return {
    value,
    text: value === null ? write(valueAt(row, column)) : short(value),
    full: write(valueAt(row, column)),
    change: value === null || before === null || before === undefined || before === 0 ? null : {
      text: percent.format((value - before) / Math.abs(before)),
      direction: value > before ? "up" : value < before ? "down" : "same",
    },
    goal: chart.goal && value !== null ? { text: short(chart.goal), share: value / chart.goal } : null,
    trend: chart.trend ? rows.map((one) => numberOf(one[column])).filter((one) => one !== null) : [],
  };
}

export function single(answer: Answer, chart: ChartSpec, speech: Speech, appearance: Record<string, unknown>): TemplateResult {
  const model = singleModel(answer, chart, speech);
  return html`<div class="single" .style=${styleOn(valueColor(appearance, model.value))}>
    <div class="single-value" title=${model.full}>${model.text}</div>
    ${model.change ? html`<div class="single-change ${model.change.direction}">
      ${model.change.direction === "same" ? nothing : icon(model.change.direction === "up" ? "rise" : "fall")}
      <strong>${model.change.text}</strong> <span>${speech.say("versusPrevious")}</span></div>` : nothing}
    ${model.goal ? html`<div class="single-goal"><progress max="1" value=${Math.min(1, Math.max(0, model.goal.share))}
      aria-label=${speech.say("goal", { value: model.goal.text })}></progress><span>${speech.say("goal", { value: model.goal.text })}</span></div>` : nothing}
    ${model.trend.length > 1 ? sparkline(model.trend) : nothing}
  </div>`;
}

const WIDTH = 200;
const HEIGHT = 44;

/** The points of a line through values, in a box of a given size. */
export function sparkPoints(values: number[], width = WIDTH, height = HEIGHT): [number, number][] {
  const least = Math.min(...values);
  const range = Math.max(...values) - least || 1;
  const pad = 3;
  return values.map((value, index) => [
    (index / Math.max(1, values.length - 1)) * width,
    height - pad - ((value - least) / range) * (height - 2 * pad),
  ]);
}

function sparkline(values: number[]): TemplateResult {
  const points = sparkPoints(values).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<polygon class="spark-area" points="0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}"/>`}
    ${svg`<polyline class="spark-line" points=${points.join(" ")} vector-effect="non-scaling-stroke"/>`}
  </svg>`;
}
