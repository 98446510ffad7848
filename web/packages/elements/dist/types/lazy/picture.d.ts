import type { ViewContext } from "../view/card-context";
import type { MetricState } from "../view/state";
export declare function pictureOf(context: ViewContext, metricId: string): Promise<HTMLCanvasElement>;
/** What a table or pivot table shows, as texts; null for what is not a table. */
export declare function tableRows({ speech, settings }: ViewContext, { answer, document }: MetricState): string[][] | null;
