import type { Mark } from "../charts/drawing";
import type { ChartSpec } from "../types/documents";
import type { CardContext } from "./card-context";
import type { MetricState } from "./state";
export declare function choose({ metric, store, speech }: CardContext, mark: Mark): void;
/** The chart as it is at this step of the drill-down: by the next column, without the series of the first step. */
export declare function shownChart({ document, drill, answer }: MetricState): ChartSpec;
