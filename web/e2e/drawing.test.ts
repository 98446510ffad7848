// Every chart kind, drawn in a browser and read back from ECharts or from the page, against the data it was given.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot, type Watched } from "./support/browser";
import { startSampleSite } from "./support/sample-site";
import { METRICS, REGIONS } from "./support/samples.mjs";

const RENDERERS = ["canvas", "svg"] as const;
const rows = (id: string) => METRICS.find(({ metricId }) => metricId === id)!.answer.data;
const REVENUE = "orders.revenue";
const ORDERS = "orders.count";
const REGION = "customers.region";
const SEGMENT = "customers.segment";
const MONTH = "orders.created_at.month";
const numbers = (id: string, column = REVENUE) => rows(id).map((row) => Number(row[column]));
const ofRegion = (id: string, region: string) => rows(id).filter((row) => row[REGION] === region).map((row) => Number(row[REVENUE]));

let browser: Browser;
let site: Awaited<ReturnType<typeof startSampleSite>>;
beforeAll(async () => {
  browser = await launch();
  site = await startSampleSite();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
});

interface Read { type: string; name?: string; data: unknown[]; links?: unknown[]; yAxisIndex?: number; step?: string; stack?: string; areaStyle?: unknown; min?: number; max?: number }
interface ReadOption { series: Read[]; xAxis?: { data?: string[] }[]; yAxis?: { data?: string[] }[] }

async function read(page: Watched, id: string): Promise<ReadOption> {
  return page.evaluate((metricId) => {
    const root = document.querySelector("souk-dashboard")!.shadowRoot!;
    const element = root.querySelector(`[data-metric="${metricId}"] souk-chart`) as (Element & { chart?: { getOption(): unknown } }) | null;
    if (!element?.chart) throw new Error(`${metricId} is not drawn`);
    const option = element.chart.getOption() as Record<string, unknown>;
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
    return { series: plain(option["series"]), xAxis: plain(option["xAxis"]), yAxis: plain(option["yAxis"]) } as never;
  }, id);
}

const values = (data: unknown[]): unknown[] => data.map((one) => (one as { value?: unknown } | null)?.value ?? one);

describe.each(RENDERERS)("drawn by %s", (renderer) => {
  let page: Watched;
  beforeAll(async () => {
    page = await newPage(browser);
    await page.goto(`${site.url}/page/all?chart-renderer-type=${renderer}`);
    await settled(page);
    await page.waitForTimeout(400);
    await shot(page, `charts-${renderer}`);
  });

  it("line, stepped and area have a point for each month", async () => {
    const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map((name) => `${name} 2025`);
    for (const id of ["line", "stepped"]) {
      const { series, xAxis } = await read(page, id);
      expect(series.map((one) => [one.type, one.data])).toEqual([["line", numbers(id)]]);
      expect(xAxis![0]!.data).toEqual(MONTHS);
    }
    expect((await read(page, "stepped")).series[0]!.step).toBe("end");
    const area = await read(page, "area");
    expect(area.series.map((one) => [one.type, one.name, one.data])).toEqual(REGIONS.map((region) => ["line", region, ofRegion("area", region)]));
    expect(area.series.every((one) => one.areaStyle && one.stack)).toBe(true);
  });

  it("bar and row have a bar for each name", async () => {
    const bar = await read(page, "bar");
    expect([bar.xAxis![0]!.data, bar.series[0]!.data]).toEqual([REGIONS, numbers("bar")]);
    const row = await read(page, "row");
    expect([row.yAxis![0]!.data, row.series[0]!.data]).toEqual([rows("row").map((one) => one[SEGMENT]), numbers("row")]);
  });

  it("stack and stack100 have a series for each region", async () => {
    const stack = await read(page, "stack");
    expect(stack.series.map((one) => [one.name, one.data])).toEqual(REGIONS.map((region) => [region, ofRegion("stack", region)]));
    const full = await read(page, "stack100");
    for (let month = 0; month < 12; month += 1) {
      const total = REGIONS.reduce((sum, region) => sum + ofRegion("stack100", region)[month]!, 0);
      REGIONS.forEach((region, at) => expect(full.series[at]!.data[month]).toBeCloseTo(ofRegion("stack100", region)[month]! / total, 10));
    }
  });

  it("combo has bars and a line on its own axis", async () => {
    const { series } = await read(page, "combo");
    expect(series.map((one) => [one.type, one.yAxisIndex, one.data])).toEqual([["bar", 0, numbers("combo")], ["line", 1, numbers("combo", ORDERS)]]);
  });

  it("scatter and bubble have a point for each row", async () => {
    const scatter = await read(page, "scatter");
    const points = scatter.series.flatMap((one) => one.data);
    expect(points).toHaveLength(rows("scatter").length);
    expect(new Set(points.map(String))).toEqual(new Set(rows("scatter").map((row) => `${row[ORDERS]},${row[REVENUE]}`)));
    expect((await read(page, "bubble")).series[0]!.data).toEqual(rows("bubble").map((row) => [row[ORDERS], row[REVENUE], row["orders.mean"]]));
  });

  it("pie, doughnut and funnel have a part for each name", async () => {
    for (const [id, type, column, value] of [["pie", "pie", REGION, REVENUE], ["doughnut", "pie", REGION, REVENUE], ["funnel", "funnel", "funnel.stage", ORDERS]] as const) {
      const [series] = (await read(page, id)).series;
      expect(series!.type).toBe(type);
      expect((series!.data as { name: string; value: number }[]).map((one) => [one.name, one.value])).toEqual(rows(id).map((row) => [row[column], row[value]]));
    }
  });

  it("histogram counts every value once", async () => {
    const [series] = (await read(page, "histogram")).series;
    expect(series!.data).toHaveLength(8);
    expect((series!.data as number[]).reduce((sum, count) => sum + count, 0)).toBe(rows("histogram").length);
  });

  it("boxplot spans least to greatest with the median between", async () => {
    const [series] = (await read(page, "boxplot")).series;
    const boxes = values(series!.data) as number[][];
    REGIONS.forEach((region, at) => {
      const sorted = ofRegion("boxplot", region).sort((a, b) => a - b);
      expect([boxes[at]![0], boxes[at]![2], boxes[at]![4]]).toEqual([sorted[0], sorted[10], sorted[20]]);
    });
  });

  it("waterfall ends at the sum", async () => {
    const { series, xAxis } = await read(page, "waterfall");
    expect(values(series[1]!.data).at(-1)).toBe(numbers("waterfall").reduce((sum, value) => sum + value, 0));
    expect(values(series[1]!.data).slice(0, -1)).toEqual(numbers("waterfall").map(Math.abs));
    expect(xAxis![0]!.data!.at(-1)).toBe("Total");
  });

  it("gauge stands at its value on its scale", async () => {
    const [series] = (await read(page, "gauge")).series;
    expect([series!.min, series!.max, values(series!.data)]).toEqual([0, 1, [0.873]]);
  });

  it("sankey, heatmap and treemap have a part for each pair", async () => {
    const [sankey] = (await read(page, "sankey")).series;
    expect(sankey!.links).toEqual(rows("sankey").map((row) => ({ source: `s:${row[REGION]}`, target: `t:${row[SEGMENT]}`, value: row[REVENUE] })));
    const heat = await read(page, "heatmap");
    const names = [...new Set(rows("heatmap").map((row) => row[SEGMENT]))];
    expect(values(heat.series[0]!.data)).toEqual(rows("heatmap").map((row) => [names.indexOf(row[SEGMENT]!), REGIONS.indexOf(String(row[REGION])), row[REVENUE]]));
    const [tree] = (await read(page, "treemap")).series;
    const leaves = (tree!.data as { name: string; children: { name: string; value: number }[] }[]).flatMap((node) => node.children.map((leaf) => [node.name, leaf.name, leaf.value]));
    expect(leaves).toEqual(REGIONS.flatMap((region) => rows("treemap").filter((row) => row[REGION] === region).map((row) => [region, row[SEGMENT], row[REVENUE]])));
  });

  it("single values, tables and pivot tables say their numbers", async () => {
    const text = (id: string, what: string) => page.locator(`[data-metric="${id}"] ${what}`);
    expect(await text("single", ".single-value").innerText()).toBe("€2.8M");
    expect(await text("single", ".single-value").getAttribute("title")).toBe("€2,807,100");
    expect(await text("single", ".single-change strong").innerText()).toBe("+12.5%");
    expect(await text("single-trend", ".spark-line").count()).toBe(1);
    const cells = await text("table", "tbody tr").first().locator("td").allInnerTexts();
    expect(cells).toEqual(["SO-10400", "Customer 000", "Europe", "Jan 1, 2025", "€120"]);
    expect(await text("table", "tbody tr").count()).toBe(50);
    expect(await text("pivot", "tfoot td").last().innerText()).toBe("€576,000");
    expect(numbers("pivot").reduce((sum, value) => sum + value, 0)).toBe(576_000);
  });

  it("every chart has its numbers as a table for those who do not see it", async () => {
    const charts = page.locator("souk-chart");
    expect(await charts.count()).toBe(20);
    for (let at = 0; at < 20; at += 1) {
      const id = (await charts.nth(at).getAttribute("aria-describedby"))!;
      const count = await page.locator(`#${id} tbody tr`).count();
      expect(count, id).toBe(Math.min(100, rows(id.replace("data-", "")).length));
    }
  });

  it("says no word of complaint", () => {
    expect(page.complaints).toEqual([]);
  });
});

describe("dates", () => {
  it("are the same for viewers east and west of Greenwich", async () => {
    for (const zone of ["Pacific/Auckland", "America/Los_Angeles"]) {
      const page = await newPage(browser, { zone });
      await page.goto(`${site.url}/page/all`);
      await settled(page);
      expect((await read(page, "line")).xAxis![0]!.data![0]).toBe("Jan 2025");
      expect(await page.locator('[data-metric="table"] tbody tr').first().locator("td").nth(3).innerText()).toBe("Jan 1, 2025");
      expect(rows("line")[0]![MONTH]).toBe("2025-01-01T00:00:00.000");
      await page.context().close();
    }
  });
});
