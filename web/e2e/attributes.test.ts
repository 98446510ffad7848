// Attributes and options of the compatible product, each by what it does.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot, type Watched } from "./support/browser";
import { startSampleSite } from "./support/sample-site";

let browser: Browser;
let site: Awaited<ReturnType<typeof startSampleSite>>;
let page: Watched;
beforeAll(async () => {
  browser = await launch();
  site = await startSampleSite();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
});
beforeEach(async () => {
  await page?.context().close();
  page = await newPage(browser);
});

type Attributes = Record<string, string | object>;
async function open(attributes: Attributes, kind = "overview"): Promise<void> {
  const query = Object.entries(attributes).map(([name, value]) => `${name}=${encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value))}`);
  await page.goto(`${site.url}/page/${kind}?${query.join("&")}`);
  await settled(page);
}
const filtersIn = () => page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { getFilters(): Promise<Record<string, unknown>> }).getFilters());
const option = (metric: string, path: string) => page.evaluate(([id, key]) => {
  const element = document.querySelector("souk-dashboard")!.shadowRoot!.querySelector(`[data-metric="${id}"] souk-chart`) as unknown as { chart: { getOption(): Record<string, unknown> } };
  return JSON.parse(JSON.stringify(key!.split(".").reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], element.chart.getOption()))) as unknown;
}, [metric, path]);

describe("defaultOption", () => {
  it("is the value that a filter begins with, asked for once the dashboard is known", async () => {
    const asked = page.waitForRequest("**/api/v2/guest/query");
    await open({ "global-filter-options": { Region: { defaultOption: { value: "Asia", label: "Asia" } }, Nothing: { defaultOption: "x" } } });
    expect(((await asked).postDataJSON() as { filters: object }).filters).toMatchObject({ Region: ["Asia"] });
    expect(await filtersIn()).toMatchObject({ Region: ["Asia"] });
    expect(await page.locator('[data-filter="Region"]').innerText()).toContain("Asia");
  });
  it("names a quick range by its label, and gives way to what the page sets", async () => {
    await open({ "global-filter-options": { Period: { defaultOption: "Last month" } } });
    expect((await filtersIn())["Period"]).toEqual({ preset: "last month" });
    await open({ "global-filter-options": { Region: { defaultOption: "Asia" } }, filters: { Region: ["Europe"] } });
    expect((await filtersIn())["Region"]).toEqual(["Europe"]);
  });
});

describe("the looks of a card", () => {
  it("have the page's own icon as a picture that cannot run", async () => {
    const iconSvg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" onload="window.ran=1"><script>window.ran=1</script><circle cx="8" cy="8" r="6"/></svg>';
    await open({ "settings-icon": { name: "own", iconSvg } });
    const image = page.locator('[data-metric="line"] .menu-holder img');
    expect(await image.evaluate((one) => (one as HTMLImageElement).complete && (one as HTMLImageElement).naturalWidth > 0)).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
    await open({ "settings-icon": { name: "edit" } });
    expect(await page.locator('[data-metric="line"] .menu-holder svg.icon').count()).toBe(1);
  });
  it("have a description of a width and colour, and filters outside", async () => {
    await open({ "long-description-config": { width: 90, fontColor: "rgb(200, 0, 0)" } });
    const description = page.locator('[data-metric="line"] .card-description');
    expect(await description.evaluate((one) => getComputedStyle(one).color)).toBe("rgb(200, 0, 0)");
    expect((await description.boundingBox())!.width).toBeLessThanOrEqual(90);
  });
  it("have a legend and tooltips as chart-appearance says", async () => {
    await open({ "chart-appearance": {
      chartLegend: { show: true, fontSize: 17, color: "rgb(0, 0, 200)", legendShape: "diamond", legendAppearance: "vertical", truncateLegend: 4, fontWeight: 700 },
      chartTooltip: { valueStyle: { size: 21, color: "rgb(0, 120, 0)" } }, chartLabel: { radialChartposition: "outside" },
    } });
    const entry = page.locator('[data-metric="stack"] .legend-entry').first();
    const style = await entry.evaluate((one) => ({ size: getComputedStyle(one).fontSize, color: getComputedStyle(one).color, weight: getComputedStyle(one).fontWeight, list: getComputedStyle(one.closest(".legend")!).flexDirection }));
    expect(style).toEqual({ size: "17px", color: "rgb(0, 0, 200)", weight: "700", list: "column" });
    expect(await entry.locator(".dot").evaluate((one) => getComputedStyle(one).rotate !== "none" || getComputedStyle(one).transform !== "none")).toBe(true);
    await page.locator('[data-metric="bar"] souk-chart').focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".chart-tip-value");
    expect(await page.locator(".chart-tip-value").first().evaluate((one) => [getComputedStyle(one).fontSize, getComputedStyle(one).color])).toEqual(["21px", "rgb(0, 120, 0)"]);
    await shot(page, "appearance");
  });
  it("have the names of a pie outside, a coloured axis and a legend anywhere", async () => {
    await open({ "chart-appearance": {
      chartLegend: { enableVariablePosition: true, top: 5, left: "50%" }, chartLabel: { radialChartposition: "outside" },
      horizontalAxis: { axisColor: "#aa1122" },
    } }, "all");
    await page.waitForSelector('[data-metric="pie"] souk-chart[data-drawn]');
    expect(await option("pie", "series.0.label")).toMatchObject({ show: true, position: "outside" });
    expect(await option("pie", "series.0.labelLine")).toMatchObject({ show: true });
    expect(await option("pie", "series.0.radius")).toEqual(["0%", "66%"]);
    expect(await option("bar", "xAxis.0.axisLine.lineStyle")).toMatchObject({ color: "#aa1122" });
    const [picture, legend] = await Promise.all([".picture", ".legend"].map((part) => page.locator(`[data-metric="stack"] ${part}`).boundingBox()));
    expect(Math.round(legend!.y - picture!.y)).toBe(5);
    expect(Math.abs(legend!.x + 6 - picture!.x - picture!.width / 2)).toBeLessThan(2);
  });
  it("have bands, a gauge's colours, a single value's background and a table's looks", async () => {
    await open({ "custom-chart-settings": {
      axisSettings: { switchYaxis: { axis: { defaultValue: "right", canEdit: true } } },
      customSettings: {
        thresholdValues: { defaultValue: [{ lowerLimit: 0.5, upperLimit: 1, label: "fine", color: "#00aa00" }, { lowerLimit: 200000, label: "much", color: "#aa0000" }], canEdit: true },
        bgColorRules: { defaultValue: [{ type: "range", min: 1000000, color: "#203040" }], canEdit: true }, unheardOf: { defaultValue: 1, canEdit: false },
      },
      tableSettings: {
        conditionalFormatting: { defaultValue: [{ columnName: "Revenue", rules: [{ operator: ">", value: 0, styles: { backgroundColor: "rgb(255, 240, 200)" } }] }], canEdit: true },
        numberFormatting: { defaultValue: [{ columns: ["Revenue"], suffix: " net" }], canEdit: true },
      },
    } });
    expect(await option("bar", "yAxis.0.position")).toBe("right");
    // The part that draws bands comes after the first picture.
    await expect.poll(() => option("line", "markArea").then((list) => (list as unknown[] | undefined)?.length ?? 0)).toBeGreaterThan(0);
    expect(await option("line", "series.1.markArea.data.1.0")).toMatchObject({ name: "much", yAxis: 200000 });
    await page.locator('[data-metric="line"] souk-chart').focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".chart-tip-line");
    expect(await page.locator(".chart-tip-line").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.waitForSelector('[data-metric="gauge"] souk-chart[data-drawn]');
    expect(await option("gauge", "series.0.progress.itemStyle.color")).toBe("#00aa00");
    const single = page.locator('[data-metric="single"] .single');
    expect(await single.evaluate((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one.querySelector(".single-change")!).color])).toEqual(["rgb(32, 48, 64)", "rgb(255, 255, 255)"]);
    expect(await page.locator('[data-metric="single-orders"] .single').getAttribute("style") ?? "").toBe("");
    const cell = page.locator('[data-metric="table"] tbody td.number').first();
    expect(await cell.innerText()).toContain(" net");
    expect(await cell.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe("rgb(255, 240, 200)");
    expect(page.complaints).toEqual([]);
    await shot(page, "custom-settings");
  });
  it("begin as custom-chart-settings says, and chart-appearance wins", async () => {
    const custom = { margins: { marginLeft: { defaultValue: 77, canEdit: true } }, legendSettings: { show: { defaultValue: false, canEdit: false } }, chartColors: { defaultValue: ["#123456"], canEdit: true } };
    await open({ "custom-chart-settings": custom });
    expect(await option("bar", "grid.0.left")).toBe(77);
    expect(await page.locator('[data-metric="stack"] .legend').count()).toBe(0);
    expect(JSON.stringify(await option("bar", "series"))).toContain("#123456");
    await open({ "custom-chart-settings": custom, "chart-appearance": { chartLegend: { show: true } } });
    expect(await page.locator('[data-metric="stack"] .legend').count()).toBe(1);
  });
});

describe("options", () => {
  it("take the actions away, and let the dashboard fill the page", async () => {
    await open({ options: { showDashboardActions: false, shouldFitFullScreen: true } });
    expect(await page.locator(".head-actions .menu-holder, .head-actions .button:not(.views)").count()).toBe(0);
    expect(await page.locator(".root.fit").evaluate((one) => one.clientHeight >= innerHeight)).toBe(true);
  });
  it("leave out the grey shapes before the first line", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/api/v2/guest/dashboard", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.url}/page/overview?options=${encodeURIComponent('{"disableMainLoader":true}')}`);
    await page.waitForTimeout(500);
    expect(await page.locator(".skeleton, .shade").count()).toBe(0);
    release();
    await settled(page);
    expect(await page.locator("[data-metric]").count()).toBeGreaterThan(3);
  });
  it("show one picture in place of many empty metrics", async () => {
    const metric = { metricId: "m", name: "M", description: null, chart: { type: "bar", x: "c", y: ["v"] }, filters: [], drill: [], isOwn: false, isPublished: true };
    const dashboard = { dashboardId: "d", embedId: "d", name: "D", tabs: [], blocks: [{ id: "b", kind: "metric", metricId: "m" }], filters: [], metrics: [metric], permissions: { showName: true }, timezone: "UTC", theme: {} };
    const answer = { data: [], metaData: { columns: [] }, totalRecords: 0, timeTaken: 1, comparisonValue: null };
    const body = [{ kind: "dashboard", dashboard }, { kind: "answer", metricId: "m", answer }, { kind: "end" }].map((one) => `${JSON.stringify(one)}\n`).join("");
    await page.route("**/api/v2/guest/dashboard", (route) => route.fulfill({ status: 200, contentType: "application/x-ndjson", body }));
    await open({ options: { isShowNoDataFoundScreen: true } });
    expect(await page.locator(".state.whole").innerText()).toContain("No data");
    expect(await page.locator("[data-metric]").count()).toBe(0);
    await open({});
    expect(await page.locator("[data-metric]").count()).toBe(1);
  });
  it("keep the rows behind a metric from being taken away without filters", async () => {
    const underlying = async (): Promise<number> => {
      await page.click('[aria-label="Actions for Revenue by region"]');
      await page.click("text=View underlying rows");
      await page.waitForSelector("dialog .underlying tbody tr");
      return page.locator("dialog .dialog-foot >> text=Download CSV").count();
    };
    await open({ filters: { Period: null }, options: { disableDownloadUnderlyingDataNoFilters: true } });
    expect(await underlying()).toBe(0);
    await open({ filters: { Region: ["Asia"] }, options: { disableDownloadUnderlyingDataNoFilters: true } });
    expect(await underlying()).toBe(1);
  });
});

describe("a table", () => {
  it("is drilled into and filters by keyboard", async () => {
    await open({});
    const reached = page.locator('[data-metric="table"] td[tabindex="0"]');
    expect(await reached.count()).toBe(1);
    await reached.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const focused = await page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.activeElement as HTMLElement).innerText);
    expect(focused).toBe("America");
    const [request] = await Promise.all([page.waitForRequest("**/api/v2/guest/query"), page.keyboard.press("Enter")]);
    const body = request.postDataJSON() as { metrics: { crossFilters?: unknown[] }[] };
    expect(body.metrics[0]!.crossFilters).toEqual([{ member: "customers.region", value: "America" }]);
  });
});

describe("a chart of the page's own rows", () => {
  it("is drawn without a server, by its own and by the compatible name, and tells clicks", async () => {
    await open({});
    const before = page.requested.length;
    await page.evaluate(() => {
      const chart = document.createElement("dbn-chart") as HTMLElement & { chartOptions: object; data: object[] };
      chart.style.display = "block";
      chart.style.height = "300px";
      chart.chartOptions = { type: "bar", x: "city", y: ["sales"] };
      chart.data = [{ city: "Oslo", sales: 3 }, { city: "Bergen", sales: 5 }];
      document.querySelector("main")!.append(chart);
      (window as unknown as { clicks: unknown[] }).clicks = [];
      chart.addEventListener("souk-click", (event) => (window as unknown as { clicks: unknown[] }).clicks.push((event as CustomEvent).detail));
    });
    await page.waitForFunction(() => document.querySelector("dbn-chart")?.shadowRoot?.querySelector<HTMLElement>("souk-chart")?.dataset["drawn"] === "bar");
    const data = await page.evaluate(() => {
      const chart = document.querySelector("dbn-chart")!.shadowRoot!.querySelector("souk-chart") as unknown as { chart: { getOption(): { series: { data: unknown[] }[] } } };
      return JSON.parse(JSON.stringify(chart.chart.getOption().series[0]!.data)) as unknown[];
    });
    expect(data.map((one) => (one as { value?: unknown } | null)?.value ?? one)).toEqual([3, 5]);
    await page.evaluate(() => (document.querySelector("dbn-chart")!.shadowRoot!.querySelector("souk-chart") as HTMLElement).focus());
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => (window as unknown as { clicks: unknown[] }).clicks)).toEqual([{ metricId: "", column: "city", value: "Oslo", row: { city: "Oslo", sales: 3 } }]);
    expect(page.requested.length).toBe(before);
    await page.evaluate(() => document.querySelector("dbn-chart")!.setAttribute("data", '[{"city":"Oslo","sales":9}]'));
    await page.evaluate(() => ((document.querySelector("dbn-chart") as unknown as { data: unknown }).data = null));
    expect(page.complaints).toEqual([]);
  });
});
