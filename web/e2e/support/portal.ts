// A vendor's portal over the demonstration's data: metrics of every kind, a dashboard and its embed.

import type { Souk } from "./souk";

const DATAMART = "supplier_portal";
const REVENUE = "lineitem.revenue";
const LINES = "lineitem.lines";
const UNITS = "lineitem.units";
const SEGMENT = "customer.c_mktsegment";
const MODE = "lineitem.l_shipmode";
const PRIORITY = "orders.o_orderpriority";
const SHIPPED = "lineitem.l_shipdate";
const formats = { [REVENUE]: { style: "currency", currency: "USD", digits: 0 } };
const byYear = [{ dimension: SHIPPED, granularity: "year" }];
const byQuarter = [{ dimension: SHIPPED, granularity: "quarter" }];

export interface PortalMetric { metricId: string; name: string; query: Record<string, unknown>; chart: Record<string, unknown>; drill?: string[]; filters?: unknown[]; description?: string }

export const OVERVIEW: PortalMetric[] = [
  { metricId: "p-revenue", name: "Revenue", query: { measures: [REVENUE] }, chart: { type: "single", y: [REVENUE], formats } },
  { metricId: "p-trend", name: "Revenue this quarter", query: { measures: [REVENUE], timeDimensions: byQuarter }, chart: { type: "single", y: [REVENUE], trend: `${SHIPPED}.quarter`, formats } },
  { metricId: "p-units", name: "Units sold", query: { measures: [UNITS] }, chart: { type: "single", y: [UNITS] } },
  { metricId: "p-late", name: "Lines", query: { measures: [LINES] }, chart: { type: "single", y: [LINES], goal: 1000 } },
  { metricId: "p-line", name: "Revenue by quarter", description: "By the day of shipping.", query: { measures: [REVENUE], timeDimensions: byQuarter }, chart: { type: "line", x: `${SHIPPED}.quarter`, y: [REVENUE], formats }, drill: [SEGMENT, MODE] },
  { metricId: "p-doughnut", name: "Segments", query: { measures: [REVENUE], dimensions: [SEGMENT] }, chart: { type: "doughnut", x: SEGMENT, y: [REVENUE], formats } },
  { metricId: "p-stack", name: "Segments by year", query: { measures: [REVENUE], dimensions: [SEGMENT], timeDimensions: byYear }, chart: { type: "stack", x: `${SHIPPED}.year`, y: [REVENUE], series: SEGMENT, formats } },
  { metricId: "p-row", name: "Ways of shipping", query: { measures: [REVENUE], dimensions: [MODE] }, chart: { type: "row", x: MODE, y: [REVENUE], formats }, filters: [{ name: "Priority", type: "string", variant: "select", member: PRIORITY, options: { from: "column" } }] },
  { metricId: "p-table", name: "Customers", query: { measures: [REVENUE, LINES], dimensions: ["customer.c_name", SEGMENT] }, chart: { type: "table", formats } },
];

const two = { measures: [REVENUE], dimensions: [SEGMENT, MODE] };
const one = { measures: [REVENUE], dimensions: [SEGMENT] };
const perYear = { measures: [REVENUE], timeDimensions: byYear };
const perYearAndSegment = { measures: [REVENUE], dimensions: [SEGMENT], timeDimensions: byYear };
const YEAR = `${SHIPPED}.year`;

/** One metric for each kind of chart. */
export const KINDS: PortalMetric[] = ([
  ["line", perYear, { x: YEAR }], ["stepped", perYear, { x: YEAR }], ["area", perYearAndSegment, { x: YEAR, series: SEGMENT }],
  ["bar", one, { x: SEGMENT }], ["row", one, { x: SEGMENT }], ["stack", perYearAndSegment, { x: YEAR, series: SEGMENT }],
  ["stack100", perYearAndSegment, { x: YEAR, series: SEGMENT }], ["combo", { ...perYear, measures: [REVENUE, UNITS] }, { x: YEAR, y: [REVENUE, UNITS], lines: [UNITS] }],
  ["scatter", { ...two, measures: [LINES, REVENUE] }, { x: LINES, y: [REVENUE] }], ["bubble", { ...two, measures: [LINES, REVENUE, UNITS] }, { x: LINES, y: [REVENUE], size: UNITS }],
  ["pie", one, { x: SEGMENT }], ["doughnut", one, { x: SEGMENT }], ["histogram", two, { bins: 6 }], ["boxplot", two, { x: SEGMENT }],
  ["waterfall", one, { x: SEGMENT }], ["funnel", one, { x: SEGMENT }], ["gauge", { measures: [LINES] }, { y: [LINES], min: 0, max: 1000 }],
  ["sankey", two, { source: SEGMENT, target: MODE }], ["heatmap", two, { x: MODE, series: SEGMENT }], ["treemap", two, { x: MODE, series: SEGMENT }],
  ["single", { measures: [REVENUE] }, {}], ["table", two, {}], ["pivot", two, { x: SEGMENT, series: MODE }],
] as [string, Record<string, unknown>, Record<string, unknown>][]).map(([type, query, chart]) => ({ metricId: `k-${type}`, name: type, query, chart: { y: [REVENUE], ...chart, type } }));

const PLACES: Record<string, [number, number, number, number]> = {
  "p-revenue": [0, 0, 3, 2], "p-trend": [3, 0, 3, 2], "p-units": [6, 0, 3, 2], "p-late": [9, 0, 3, 2], "p-line": [0, 2, 8, 4], "p-doughnut": [8, 2, 4, 4],
  "p-stack": [0, 6, 7, 4], "p-row": [7, 6, 5, 4], "p-table": [0, 10, 12, 5],
};

const FILTERS = [
  { name: "Shipped", type: "date", variant: "range", applyOn: [{ datamartName: DATAMART, member: SHIPPED }] },
  { name: "Segment", type: "string", variant: "multiselect", options: { from: "column" }, applyOn: [{ datamartName: DATAMART, member: SEGMENT }] },
  { name: "Mode", type: "string", variant: "multiselect", options: { from: "column" }, dependsOn: ["Segment"], applyOn: [{ datamartName: DATAMART, member: MODE }] },
  { name: "Quantity", type: "number", variant: "range", applyOn: [{ datamartName: DATAMART, member: "lineitem.l_quantity" }] },
];

const ALL_ALLOWED = {
  datamartName: DATAMART, isAllowMetricCreation: true, isAllowMetricUpdate: true, isAllowMetricDeletion: true, isAllowMetricLayoutChange: true,
  isAllowManageMetrics: true, isAllowUnderlyingData: true, isAllowCreateDashboardView: true, isAllowEmailReports: true,
};

export interface Portal { overview: string; kinds: string; alone: string }

/** Makes all of it and returns the embeds' ids. */
export async function makePortal(souk: Souk): Promise<Portal> {
  await souk.ask("POST", "/api/v2/workspace", { name: "e2e", connectionType: "DATAMART", datamartName: DATAMART });
  for (const metric of [...OVERVIEW, ...KINDS]) await souk.ask("POST", "/api/v2/metrics", { ...metric, workspaceName: "e2e", datamartName: DATAMART });
  const block = ({ metricId }: PortalMetric, index: number) => {
    const [x, y, w, h] = PLACES[metricId] ?? [(index % 3) * 4, Math.floor(index / 3) * 4, 4, 4];
    return { id: `b-${metricId}`, kind: "metric", metricId, at: { lg: { x, y, w, h } } };
  };
  await souk.ask("POST", "/api/v2/dashboards", { dashboardId: "e2e-overview", workspaceName: "e2e", name: "Supplier portal", blocks: OVERVIEW.map(block), filters: FILTERS });
  await souk.ask("POST", "/api/v2/dashboards", { dashboardId: "e2e-kinds", workspaceName: "e2e", name: "All kinds", blocks: KINDS.map(block) });
  const embed = async (more: object): Promise<string> => {
    const reply = await souk.ask<{ id: string }>("POST", "/api/v2/data-app/embeds", { workspaceName: "e2e", accessSettings: ALL_ALLOWED, ...more }, souk.apiKey);
    return reply.id;
  };
  return {
    overview: await embed({ embedType: "dashboard", dashboardId: "e2e-overview" }),
    kinds: await embed({ embedType: "dashboard", dashboardId: "e2e-kinds" }),
    alone: await embed({ embedType: "metric", metricId: "p-row" }),
  };
}
