// The parts of ECharts that most dashboards need; registered once.

import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { getInstanceByDom, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { ChartKind } from "../types/documents";
import { RARE } from "./index";

use([BarChart, LineChart, PieChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

const here = new Set<"rare" | "svg" | "bands">();
const loads = {
  rare: (): Promise<unknown> => import("./rare-parts"),
  svg: (): Promise<unknown> => import("./vector-parts"),
  bands: (): Promise<unknown> => import("./band-parts"),
};

function needs(kind: ChartKind, renderer: "canvas" | "svg"): ("rare" | "svg")[] {
  return [...(RARE.has(kind) ? ["rare" as const] : []), ...(renderer === "svg" ? ["svg" as const] : [])];
}

export function arePartsHere(kind: ChartKind, renderer: "canvas" | "svg"): boolean {
  return needs(kind, renderer).every((part) => here.has(part));
}

/** Fetches what a kind needs beyond the common parts. */
export async function loadParts(kind: ChartKind, renderer: "canvas" | "svg"): Promise<void> {
  for (const part of needs(kind, renderer)) {
    await loads[part]();
    here.add(part);
  }
}

export function areBandsHere(): boolean {
  return here.has("bands");
}

export async function loadBands(): Promise<void> {
  await loads.bands();
  here.add("bands");
}

export { getInstanceByDom, init };
export type { ECharts } from "echarts/core";
