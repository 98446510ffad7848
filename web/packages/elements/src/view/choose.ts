// What a click on a mark does: the page may take it; else the metric drills down; else it filters the others.

import type { Mark } from "../charts/drawing";
import { kindOf } from "../formats/values";
import type { ChartSpec } from "../types/documents";
import type { CardContext } from "./card-context";
import type { MetricState } from "./state";

export function choose({ metric, store, speech }: CardContext, mark: Mark): void {
  const { metricId, drill } = metric.document;
  const proceed = store.context.emit("souk-click", { metricId, column: mark.column, value: mark.value, row: mark.row });
  if (!proceed || !mark.column || isMeasure(metric, mark.column)) return;
  const cell = { member: mark.column, value: mark.value };
  if (metric.drill.length < drill.length) {
    void store.drillTo(metricId, [...metric.drill, cell]);
    return;
  }
  if (store.state.metrics.size < 2) return;
  const { cross } = store.state;
  const isSame = cross?.from === metricId && cross.member === cell.member && cross.value === cell.value;
  const label = mark.label.split(/[,:] /)[0] ?? String(mark.value ?? speech.say("nothing"));
  void store.crossFilter(isSame ? null : { ...cell, from: metricId, label });
}

/** The chart as it is at this step of the drill-down: by the next column, without the series of the first step. */
export function shownChart({ document, drill, answer }: MetricState): ChartSpec {
  const { chart } = document;
  const column = document.drill[drill.length - 1];
  if (!column || !answer) return chart;
  const names = answer.metaData.columns.map((one) => one.name);
  const x = names.find((name) => name === column || name.startsWith(`${column}.`)) ?? names[0] ?? column;
  const isTimeline = /^(line|stepped|area|single|gauge)$/.test(chart.type) && kindOf(answer, x) !== "time";
  const { series: _series, trend: _trend, ...rest } = chart;
  const type = isTimeline || /^(sankey|heatmap|scatter|bubble|pivot)$/.test(chart.type) ? "bar" : chart.type;
  return { ...rest, type, x };
}

function isMeasure({ answer, document }: MetricState, column: string): boolean {
  return document.chart.y?.includes(column) ?? (answer ? kindOf(answer, column) === "number" : false);
}
