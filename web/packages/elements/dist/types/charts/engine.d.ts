import { getInstanceByDom, init } from "echarts/core";
import type { ChartKind } from "../types/documents";
export declare function arePartsHere(kind: ChartKind, renderer: "canvas" | "svg"): boolean;
/** Fetches what a kind needs beyond the common parts. */
export declare function loadParts(kind: ChartKind, renderer: "canvas" | "svg"): Promise<void>;
export declare function areBandsHere(): boolean;
export declare function loadBands(): Promise<void>;
export { getInstanceByDom, init };
export type { ECharts } from "echarts/core";
