// Every kind that ECharts draws. Single values, tables and pivot tables have views of their own.

import type { ChartKind } from "../types/documents";
import { area } from "./area";
import { bar } from "./bar";
import { boxplot } from "./boxplot";
import { bubble } from "./bubble";
import { combo } from "./combo";
import { doughnut } from "./doughnut";
import type { DrawChart } from "./drawing";
import { funnel } from "./funnel";
import { gauge } from "./gauge";
import { heatmap } from "./heatmap";
import { histogram } from "./histogram";
import { line } from "./line";
import { pie } from "./pie";
import { row } from "./row";
import { sankey } from "./sankey";
import { scatter } from "./scatter";
import { stack } from "./stack";
import { stack100 } from "./stack100";
import { stepped } from "./stepped";
import { treemap } from "./treemap";
import { waterfall } from "./waterfall";

export const CHARTS: Partial<Record<ChartKind, DrawChart>> = {
  area, bar, boxplot, bubble, combo, doughnut, funnel, gauge, heatmap, histogram, line, pie, row, sankey, scatter,
  stack, stack100, stepped, treemap, waterfall,
};

/** The kinds whose ECharts parts are in a second chunk. */
export const RARE: ReadonlySet<ChartKind> = new Set(["boxplot", "funnel", "gauge", "heatmap", "sankey", "treemap"]);
