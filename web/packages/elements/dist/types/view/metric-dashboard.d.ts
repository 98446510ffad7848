import type { ElementContext } from "../shell/context";
import type { DashboardDocument, StreamMessage } from "../types/documents";
export declare function dashboardOfMetric(message: StreamMessage & {
    kind: "metric";
}, context: ElementContext): DashboardDocument;
