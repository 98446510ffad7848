// A server for development only: it speaks docs/reference/embedding.md with made-up data. The tests that count run
// against the real binary.
//
//   node support/fake-server.mjs [PORT]

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { answerOf, dashboardOf, METRICS, REGIONS } from "./samples.mjs";

const DIST = fileURLToPath(new URL("../../packages/elements/dist", import.meta.url));
const TYPES = { ".js": "text/javascript", ".html": "text/html", ".css": "text/css" };
const CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self'; base-uri 'none'";

const page = (kind, attributes = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Development</title><link rel="stylesheet" href="/page.css"><script type="module" src="/souk.js"></script>
<main><souk-dashboard token="good" dashboard-id="${kind}" ${attributes}></souk-dashboard></main></html>`;

export function startFakeServer(port) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (request.method === "POST") return guest(url.pathname.replace("/api/v2/guest/", ""), request, response);
    if (url.pathname === "/page.css") return send(response, 200, "text/css", "body{margin:0;background:#f5f6f8}main{max-width:1280px;margin:0 auto;padding:24px}html.dark body{background:#10141c}");
    if (url.pathname.startsWith("/page/")) {
      const attributes = [...url.searchParams].map(([name, value]) => `${name}='${value.replaceAll("'", "&#39;")}'`).join(" ");
      return send(response, 200, "text/html", page(url.pathname.slice(6), attributes), { "content-security-policy": CSP });
    }
    const file = join(DIST, normalize(url.pathname));
    if (!existsSync(file)) return send(response, 404, "text/plain", "not here");
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

async function guest(path, request, response) {
  let text = "";
  for await (const chunk of request) text += chunk;
  const body = JSON.parse(text || "{}");
  if (!request.headers.authorization?.includes("good")) return json(response, 401, { error: { code: "AUTHENTICATION_ERROR", message: "the token is unknown or has expired" } });
  const line = (message) => response.write(`${JSON.stringify(message)}\n`);
  const answered = (one) => ({ kind: "answer", metricId: one.metricId, ...(answerOf(one) ? { answer: answerOf(one) } : { error: { code: "METRIC_ERROR", message: "unknown metric" } }) });
  if (path === "filter-values") {
    return json(response, 200, { data: REGIONS.filter((name) => name.toLowerCase().includes((body.search ?? "").toLowerCase())).map((name) => ({ value: name, label: name })) });
  }
  if (path === "underlying") return json(response, 200, answerOf({ metricId: "table", limit: body.limit, offset: body.offset }));
  if (path === "fields") return json(response, 200, { data: FIELDS });
  if (path === "preview") return json(response, 200, { answer: METRICS.find(({ metricId }) => metricId === "bar").answer });
  if (path === "export") return send(response, 200, "text/csv", "Region,Revenue\r\nEurope,1\r\n", { "content-disposition": 'attachment; filename="metric.csv"' });
  if (path === "reports") return json(response, 200, { data: [] });
  if (path === "layout" || /^(metrics|views|reports)\//.test(path)) return json(response, 200, { id: "saved" });
  response.writeHead(200, { "content-type": "application/x-ndjson", "x-request-id": "req-development" });
  if (path === "dashboard") {
    const dashboard = dashboardOf(body.dashboardId);
    line({ kind: "dashboard", dashboard });
    for (const { metricId } of dashboard.metrics) line(answered({ metricId }));
  }
  if (path === "metric") {
    const { answer: _answer, ...metric } = METRICS.find(({ metricId }) => metricId === body.metricId);
    line({ kind: "metric", metric });
    line(answered({ metricId: body.metricId }));
  }
  if (path === "query") for (const one of body.metrics) line(answered(one));
  line({ kind: "end" });
  response.end();
}

const FIELDS = [
  { table: "orders", label: "Orders", columns: [{ member: "orders.status", label: "Status", dataType: "string" }, { member: "orders.created_at", label: "Created", dataType: "time" }, { member: "orders.amount", label: "Amount", dataType: "number" }], measures: [{ member: "orders.revenue", label: "Revenue" }, { member: "orders.count", label: "Orders" }] },
  { table: "customers", label: "Customers", columns: [{ member: "customers.region", label: "Region", dataType: "string" }, { member: "customers.segment", label: "Segment", dataType: "string" }], measures: [{ member: "customers.count", label: "Customers" }] },
];

function send(response, status, type, text, headers = {}) {
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(text);
}
const json = (response, status, body) => send(response, status, "application/json", JSON.stringify(body), { "x-request-id": "req-development" });

if (process.argv[1] === fileURLToPath(import.meta.url)) await startFakeServer(Number(process.argv[2] ?? 8790));
