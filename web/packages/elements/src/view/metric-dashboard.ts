// A metric alone is shown as a dashboard of one block, so that everything else needs to know dashboards only.

import type { ElementContext } from "../shell/context";
import type { DashboardDocument, Permissions, StreamMessage } from "../types/documents";

const NOTHING_ALLOWED: Permissions = {
  createMetrics: false, updateMetrics: false, deleteMetrics: false, changeLayout: false, manageMetrics: false,
  createViews: false, underlyingData: false, download: false, emailReports: false, showSidebar: false, showName: false,
};

export function dashboardOfMetric(message: StreamMessage & { kind: "metric" }, context: ElementContext): DashboardDocument {
  const { metric, view } = message;
  return {
    dashboardId: context.dashboardId(),
    embedId: view?.embedId ?? context.metricId(),
    name: metric.name,
    tabs: [],
    blocks: [{ id: metric.metricId, kind: "metric", metricId: metric.metricId }],
    filters: [],
    metrics: [metric],
    permissions: { ...NOTHING_ALLOWED, ...view?.permissions },
    timezone: view?.timezone ?? "UTC",
    theme: view?.theme ?? {},
  };
}
