// Answers for every chart kind, made by hand: what the development server serves and what unit tests draw.

const column = (name, dataType, label) => ({ name, dataType, label });
const answer = (columns, data, more = {}) => ({
  data, metaData: { columns }, totalRecords: data.length, timeTaken: 3, comparisonValue: null, ...more,
});

const MONTHS = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, "0")}-01T00:00:00.000`);
const REVENUE = [182400, 176900, 201300, 214800, 209500, 231200, 244100, 238700, 252900, 268400, 281700, 305200];
const REGIONS = ["Europe", "America", "Asia", "Africa"];
const SHARE = [0.42, 0.28, 0.19, 0.11];

const month = column("orders.created_at.month", "time", "Month");
const revenue = column("orders.revenue", "number", "Revenue");
const orders = column("orders.count", "number", "Orders");
const region = column("customers.region", "string", "Region");
const segment = column("customers.segment", "string", "Segment");
const EUR = { style: "currency", currency: "EUR", digits: 0 };
const formats = { "orders.revenue": EUR };

const byMonth = answer([month, revenue], MONTHS.map((value, index) => ({ [month.name]: value, [revenue.name]: REVENUE[index] })));
const byMonthAndRegion = answer([month, region, revenue], MONTHS.flatMap((value, index) => REGIONS.map((name, at) => (
  { [month.name]: value, [region.name]: name, [revenue.name]: Math.round(REVENUE[index] * SHARE[at]) }))));
const byRegion = answer([region, revenue], REGIONS.map((name, at) => ({ [region.name]: name, [revenue.name]: Math.round(2807100 * SHARE[at]) })));
const twoMeasures = answer([month, revenue, orders], MONTHS.map((value, index) => (
  { [month.name]: value, [revenue.name]: REVENUE[index], [orders.name]: 420 + index * 23 - (index % 3) * 31 })));
const SEGMENTS = ["Automobile", "Building", "Furniture", "Household", "Machinery"];
const cloud = answer([segment, revenue, orders, column("orders.mean", "number", "Mean")], Array.from({ length: 28 }, (_, index) => ({
  [segment.name]: SEGMENTS[index % 5], [revenue.name]: 8000 + ((index * 7919) % 23000), [orders.name]: 40 + ((index * 104729) % 160), "orders.mean": 60 + ((index * 31) % 90),
})));
const spread = answer([region, revenue], REGIONS.flatMap((name, at) => Array.from({ length: 21 }, (_, index) => (
  { [region.name]: name, [revenue.name]: 1000 * (at + 2) + ((index * 7919) % 4000) }))));
const stages = answer([column("funnel.stage", "string", "Stage"), orders], [["Visits", 12400], ["Sign-ups", 5200], ["Trials", 2900], ["Paid", 1240]].map(
  ([name, count]) => ({ "funnel.stage": name, [orders.name]: count })));
const steps = answer([column("ledger.item", "string", "Item"), revenue], [["Sales", 420000], ["Services", 118000], ["Refunds", -64000], ["Costs", -231000], ["Tax", -49000]].map(
  ([name, amount]) => ({ "ledger.item": name, [revenue.name]: amount })));
const flows = answer([region, segment, revenue], REGIONS.flatMap((name, at) => SEGMENTS.slice(0, 4).map((other, index) => (
  { [region.name]: name, [segment.name]: other, [revenue.name]: Math.round(90000 * SHARE[at] * (1 + index * 0.4)) }))));
const rate = answer([column("orders.on_time", "number", "On time")], [{ "orders.on_time": 0.873 }]);
const total = answer([revenue], [{ [revenue.name]: 2807100 }], { comparisonValue: 2496300 });
const ROWS = Array.from({ length: 230 }, (_, index) => ({
  "orders.number": `SO-${10400 + index}`, "customers.name": `Customer ${String(index % 37).padStart(3, "0")}`, [region.name]: REGIONS[index % 4],
  "orders.day": `2025-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 27) + 1).padStart(2, "0")}`, [revenue.name]: 120 + ((index * 7919) % 9800),
}));
const rowColumns = [column("orders.number", "string", "Order"), column("customers.name", "string", "Customer"), region, column("orders.day", "date", "Day"), revenue];
const rows = { ...answer(rowColumns, ROWS), rows: ROWS };

const metric = (metricId, name, chart, own, more = {}) => ({ metricId, name, description: null, chart: { formats, ...chart }, filters: [], drill: [], isOwn: false, isPublished: true, answer: own, ...more });

export const METRICS = [
  metric("single", "Revenue", { type: "single", y: [revenue.name] }, total),
  metric("single-trend", "Revenue this month", { type: "single", y: [revenue.name], trend: month.name }, byMonth),
  metric("single-orders", "Orders", { type: "single", y: [orders.name], goal: 700 }, answer([orders], [{ [orders.name]: 612 }], { comparisonValue: 655 })),
  metric("gauge", "Delivered on time", { type: "gauge", y: ["orders.on_time"], min: 0, max: 1, formats: { "orders.on_time": { style: "percent", digits: 1 } } }, rate),
  metric("line", "Revenue by month", { type: "line", x: month.name, y: [revenue.name] }, byMonth, { description: "Paid orders only.", drill: [region.name, segment.name] }),
  metric("bar", "Revenue by region", { type: "bar", x: region.name, y: [revenue.name] }, byRegion),
  metric("stack", "Regions by month", { type: "stack", x: month.name, y: [revenue.name], series: region.name }, byMonthAndRegion),
  metric("doughnut", "Share by region", { type: "doughnut", x: region.name, y: [revenue.name] }, byRegion),
  metric("table", "Orders", { type: "table", conditions: [{ column: revenue.name, operator: "gt", value: 8000, style: { color: "positive", bold: true } }] }, rows),
  metric("area", "Growth", { type: "area", x: month.name, y: [revenue.name], series: region.name }, byMonthAndRegion),
  metric("stepped", "Price list", { type: "stepped", x: month.name, y: [revenue.name] }, byMonth),
  metric("row", "Segments", { type: "row", x: segment.name, y: [revenue.name] }, answer([segment, revenue], SEGMENTS.map((name, index) => ({ [segment.name]: name, [revenue.name]: 410000 - index * 62000 })))),
  metric("stack100", "Mix of regions", { type: "stack100", x: month.name, y: [revenue.name], series: region.name }, byMonthAndRegion),
  metric("combo", "Revenue and orders", { type: "combo", x: month.name, y: [revenue.name, orders.name], lines: [orders.name] }, twoMeasures),
  metric("scatter", "Orders and revenue", { type: "scatter", x: orders.name, y: [revenue.name], series: segment.name }, cloud),
  metric("bubble", "Customers", { type: "bubble", x: orders.name, y: [revenue.name], size: "orders.mean" }, cloud),
  metric("pie", "Regions", { type: "pie", x: region.name, y: [revenue.name] }, byRegion),
  metric("histogram", "Order values", { type: "histogram", y: [revenue.name], bins: 8 }, cloud),
  metric("boxplot", "Spread by region", { type: "boxplot", x: region.name, y: [revenue.name] }, spread),
  metric("waterfall", "From sales to profit", { type: "waterfall", x: "ledger.item", y: [revenue.name] }, steps),
  metric("funnel", "Conversion", { type: "funnel", x: "funnel.stage", y: [orders.name] }, stages),
  metric("sankey", "Regions to segments", { type: "sankey", source: region.name, target: segment.name, y: [revenue.name] }, flows),
  metric("heatmap", "Regions and segments", { type: "heatmap", x: segment.name, series: region.name, y: [revenue.name] }, flows),
  metric("treemap", "Areas", { type: "treemap", x: segment.name, series: region.name, y: [revenue.name] }, flows),
  metric("pivot", "Pivot", { type: "pivot", x: region.name, series: segment.name, y: [revenue.name] }, flows),
];

const PLACES = { single: [0, 0, 3, 2], "single-trend": [3, 0, 3, 2], "single-orders": [6, 0, 3, 2], gauge: [9, 0, 3, 2], line: [0, 2, 8, 4], doughnut: [8, 2, 4, 4], bar: [0, 6, 4, 4], stack: [4, 6, 8, 4], table: [0, 10, 12, 5] };

export function dashboardOf(kind) {
  const overview = kind === "overview";
  const shown = overview ? METRICS.filter(({ metricId }) => PLACES[metricId]) : METRICS;
  const place = (metricId, index) => {
    const [x, y, w, h] = PLACES[metricId] && overview ? PLACES[metricId] : [(index % 3) * 4, Math.floor(index / 3) * 4, 4, 4];
    return { x, y, w, h };
  };
  return {
    dashboardId: kind, embedId: kind, name: overview ? "Supplier portal" : "All charts", tabs: [],
    blocks: shown.map(({ metricId }, index) => ({ id: `b-${metricId}`, kind: "metric", metricId, at: { lg: place(metricId, index) } })),
    filters: overview ? [
      { name: "Period", label: "Period", type: "date", variant: "range", options: null, default: { preset: "last 12 months" }, dependsOn: [] },
      { name: "Region", label: "Region", type: "string", variant: "multiselect", options: null, default: null, dependsOn: ["Period"] },
      { name: "Status", label: "Status", type: "string", variant: "select", options: [{ value: "paid", label: "Paid" }, { value: "open", label: "Open" }], default: null, dependsOn: [] },
      { name: "Amount", label: "Amount", type: "number", variant: "range", options: null, default: null, dependsOn: [] },
    ] : [],
    metrics: shown.map(({ answer: _answer, ...document }) => document),
    permissions: { createMetrics: true, updateMetrics: true, deleteMetrics: true, changeLayout: true, manageMetrics: true, createViews: false, underlyingData: true, download: true, emailReports: false, showSidebar: true, showName: true },
    timezone: "UTC", theme: {},
  };
}

export function answerOf(request) {
  const found = METRICS.find(({ metricId }) => metricId === request.metricId);
  if (!found) return null;
  if (request.drill?.length) return byRegionOf(request.drill.length);
  if (found.metricId !== "table") return found.answer;
  const { order, search = "", limit = 50, offset = 0 } = request;
  let list = ROWS.filter((one) => Object.values(one).some((value) => String(value).toLowerCase().includes(search.toLowerCase())));
  const [by] = order ?? [];
  if (by) list = [...list].sort((a, b) => (a[by.member] < b[by.member] ? -1 : 1) * (by.direction === "desc" ? -1 : 1));
  return { ...answer(rowColumns, list.slice(offset, offset + limit)), totalRecords: list.length };
}

function byRegionOf(step) {
  const names = step === 1 ? REGIONS : SEGMENTS;
  const by = step === 1 ? region : segment;
  return answer([by, revenue], names.map((name, index) => ({ [by.name]: name, [revenue.name]: 90000 - index * 13000 })));
}

export { REGIONS };
