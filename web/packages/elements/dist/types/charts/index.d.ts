import type { ChartKind } from "../types/documents";
import type { DrawChart } from "./drawing";
export declare const CHARTS: Partial<Record<ChartKind, DrawChart>>;
/** The kinds whose ECharts parts are in a second chunk. */
export declare const RARE: ReadonlySet<ChartKind>;
