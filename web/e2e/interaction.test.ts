// What viewers do: filter, drill, cross-filter, look behind, arrange, build and take away.

import { readFileSync } from "node:fs";
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

async function open(kind = "overview", attributes = ""): Promise<void> {
  await page.goto(`${site.url}/page/${kind}${attributes}`);
  await settled(page);
}

/** The body of the next request to a path, while something is done. */
async function bodyOf<Body = Record<string, never>>(path: string, act: () => Promise<unknown>): Promise<Body> {
  const [request] = await Promise.all([page.waitForRequest(`**/api/v2/guest/${path}`), act()]);
  return request.postDataJSON() as Body;
}

interface QueryBody { filters: Record<string, unknown>; metrics: { metricId: string; drill?: unknown[]; crossFilters?: unknown[]; order?: unknown[]; search?: string; offset?: number }[] }

describe("filters", () => {
  it("choose several values from the server's list and ask once for all metrics", async () => {
    await open();
    const values = await bodyOf<{ filter: string; filters: object }>("filter-values", () => page.click('[data-filter="Region"]'));
    expect(values).toMatchObject({ filter: "Region", filters: { Period: { preset: "last 12 months" } } });
    await page.waitForSelector(".option >> text=Asia");
    await shot(page, "filter-list", false);
    const typed = await bodyOf<{ search: string }>("filter-values", () => page.keyboard.type("am"));
    expect(typed.search).toBe("am");
    await page.waitForFunction(() => document.querySelector("souk-dashboard")!.shadowRoot!.querySelectorAll(".option").length === 1);
    const body = await bodyOf<QueryBody>("query", () => page.click(".option >> text=America"));
    expect(body.filters).toMatchObject({ Region: ["America"] });
    expect(body.metrics).toHaveLength(9);
  });

  it("send quick ranges in words and own ranges as days", async () => {
    await open();
    await page.click('[data-filter="Period"]');
    const quick = await bodyOf<QueryBody>("query", () => page.click(".option >> text=Last month"));
    expect(quick.filters["Period"]).toEqual({ preset: "last month" });
    await page.click('[data-filter="Period"]');
    await page.fill('[name="start"]', "2025-02-01");
    await page.fill('[name="end"]', "2025-02-28");
    const own = await bodyOf<QueryBody>("query", () => page.click("text=Apply"));
    expect(own.filters["Period"]).toEqual({ startDate: "2025-02-01", endDate: "2025-02-28" });
    expect(await page.locator('[data-filter="Period"] .chip-value').innerText()).toBe("Feb 1, 2025 – Feb 28, 2025");
  });

  it("take ranges of numbers, and give way to clearing", async () => {
    await open();
    await page.click('[data-filter="Amount"]');
    await page.fill('[name="min"]', "10");
    const body = await bodyOf<QueryBody>("query", () => page.keyboard.press("Enter"));
    expect(body.filters["Amount"]).toEqual({ min: 10 });
    const cleared = await bodyOf<QueryBody>("query", () => page.click('[aria-label="Clear: Amount"]'));
    expect(cleared.filters["Amount"]).toBeNull();
  });

  it("are set and read by the page, which is told of changes", async () => {
    await open();
    const told = await page.evaluate(async () => {
      const element = document.querySelector("souk-dashboard") as unknown as HTMLElement & { setFilters(values: object): Promise<void>; getFilters(): Promise<object> };
      let heard: unknown = null;
      document.addEventListener("souk-filter", (event) => (heard = (event as CustomEvent).detail));
      await element.setFilters({ Status: "paid" });
      return { heard, now: await element.getFilters() };
    });
    expect(told.now).toEqual({ Period: { preset: "last 12 months" }, Status: "paid" });
    expect(told.heard).toEqual({ filters: told.now });
    expect(await page.locator('[data-filter="Status"] .chip-value').innerText()).toBe("Paid");
  });

  it("never let a slow old answer replace a newer one", async () => {
    await open();
    let calls = 0;
    await page.route("**/api/v2/guest/query", async (route) => {
      const call = (calls += 1);
      const value = call === 1 ? 111 : 222;
      if (call === 1) await new Promise((resolve) => setTimeout(resolve, 600));
      const line = { kind: "answer", metricId: "bar", answer: { data: [{ "customers.region": "X", "orders.revenue": value }], metaData: { columns: [] }, totalRecords: 1, timeTaken: 1, comparisonValue: null } };
      await route.fulfill({ status: 200, contentType: "application/x-ndjson", body: `${JSON.stringify(line)}\n{"kind":"end"}\n` });
    });
    await page.evaluate(() => {
      const element = document.querySelector("souk-dashboard") as unknown as { setFilters(values: object): Promise<void> };
      return Promise.all([element.setFilters({ Status: "open" }), element.setFilters({ Status: "paid" })]);
    });
    const drawn = await page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector('[data-metric="bar"] souk-chart') as unknown as { input: { answer: { data: Record<string, number>[] } } }).input.answer.data[0]!["orders.revenue"]);
    expect(drawn).toBe(222);
  });
});

describe("clicks", () => {
  const clickBar = async (id: string, index: number): Promise<void> => {
    await page.locator(`[data-metric="${id}"] souk-chart`).focus();
    for (let step = 0; step <= index; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
  };

  it("drill down level by level, with a way back", async () => {
    await open();
    const first = await bodyOf<QueryBody>("query", () => clickBar("line", 2));
    expect(first.metrics).toEqual([{ metricId: "line", drill: [{ member: "orders.created_at.month", value: "2025-03-01T00:00:00.000" }] }]);
    await settled(page);
    expect(await page.locator('[data-metric="line"] .crumb.current').innerText()).toBe("Mar 2025");
    await shot(page, "drilled");
    const second = await bodyOf<QueryBody>("query", () => clickBar("line", 1));
    expect(second.metrics[0]!.drill).toEqual([{ member: "orders.created_at.month", value: "2025-03-01T00:00:00.000" }, { member: "customers.region", value: "America" }]);
    await settled(page);
    const back = await bodyOf<QueryBody>("query", () => page.click('[data-metric="line"] .crumb >> nth=0'));
    expect(back.metrics).toEqual([{ metricId: "line" }]);
    await settled(page);
    expect(await page.locator('[data-metric="line"] .crumbs').count()).toBe(0);
  });

  it("filter the other metrics, and not the one that was clicked", async () => {
    await open();
    const body = await bodyOf<QueryBody>("query", () => clickBar("bar", 1));
    expect(body.metrics.map((one) => one.metricId)).not.toContain("bar");
    expect(body.metrics.every((one) => JSON.stringify(one.crossFilters) === '[{"member":"customers.region","value":"America"}]')).toBe(true);
    await settled(page);
    expect(await page.locator(".chip.cross").innerText()).toContain("America");
    const cleared = await bodyOf<QueryBody>("query", () => page.click(".chip.cross button"));
    expect(cleared.metrics.every((one) => one.crossFilters === undefined)).toBe(true);
  });

  it("leave a metric as it is that cannot be narrowed by them", async () => {
    await open();
    await page.route("**/api/v2/guest/query", async (route) => {
      const body = route.request().postDataJSON() as QueryBody;
      const [single] = body.metrics.filter((one) => one.metricId === "single" && one.crossFilters);
      if (!single) return route.continue();
      const line = { kind: "answer", metricId: "single", error: { code: "INVALID_REQUEST_BODY", message: "a SQL metric takes no cross-filters" } };
      return route.fulfill({ status: 200, contentType: "application/x-ndjson", body: `${JSON.stringify(line)}\n{"kind":"end"}\n` });
    });
    await Promise.all([page.waitForResponse((reply) => reply.url().endsWith("query") && (reply.request().postDataJSON() as QueryBody).metrics.some((one) => one.metricId === "single" && !one.crossFilters)), clickBar("bar", 1)]);
    await expect.poll(() => page.locator('[data-metric="single"]').getAttribute("data-status")).toBe("ready");
    expect(await page.locator('[data-metric="single"] .single-value').innerText()).toBe("€2.8M");
    expect(await page.locator(".unfiltered").allInnerTexts()).toEqual(["Not filtered by America"]);
    expect(await page.locator('[data-metric="single"] .unfiltered').count()).toBe(1);
    await page.click(".chip.cross button");
    await expect.poll(() => page.locator(".unfiltered").count()).toBe(0);
  });

  it("by pointer tell the page, which can keep the element from acting", async () => {
    await open();
    await page.evaluate(() => document.addEventListener("souk-click", (event) => {
      event.preventDefault();
      (window as unknown as Record<string, unknown>)["clicked"] = (event as CustomEvent).detail;
    }));
    const before = page.requested.length;
    const box = (await page.locator('[data-metric="bar"] souk-chart').boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.24, box.y + box.height * 0.6);
    const clicked = await page.waitForFunction(() => (window as unknown as Record<string, unknown>)["clicked"]);
    expect(await clicked.jsonValue()).toMatchObject({ metricId: "bar", column: "customers.region", value: "Europe" });
    await page.waitForTimeout(200);
    expect(page.requested.length).toBe(before);
  });

  it("on the legend switch a series off and on", async () => {
    await open();
    const names = () => page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector('[data-metric="stack"] souk-chart') as unknown as { chart: { getOption(): { series: { name: string }[] } } }).chart.getOption().series.map((one) => one.name));
    await page.click('[data-metric="stack"] .legend-entry >> text=Asia');
    await expect.poll(names).toEqual(["Europe", "America", "Africa"]);
    await page.click('[data-metric="stack"] .legend-entry >> text=Asia');
    await expect.poll(names).toEqual(["Europe", "America", "Asia", "Africa"]);
  });
});

describe("tables", () => {
  it("are sorted, searched and paged by the server", async () => {
    await open();
    const sorted = await bodyOf<QueryBody>("query", () => page.click('[data-metric="table"] .sort >> text=Revenue'));
    expect(sorted.metrics).toEqual([{ metricId: "table", order: [{ member: "orders.revenue", direction: "asc" }], limit: 50, offset: 0 }]);
    await settled(page);
    expect(await page.locator('[data-metric="table"] th[aria-sort="ascending"]').innerText()).toContain("Revenue");
    const next = await bodyOf<QueryBody>("query", () => page.click('[data-metric="table"] [aria-label="Next"]'));
    expect(next.metrics[0]!.offset).toBe(50);
    await settled(page);
    expect(await page.locator('[data-metric="table"] .pages').innerText()).toContain("51–100 of 230");
    const searched = await bodyOf<QueryBody>("query", () => page.fill('[data-metric="table"] input', "Customer 007"));
    expect(searched.metrics[0]).toMatchObject({ search: "Customer 007", offset: 0 });
  });
});

describe("menus and dialogs", () => {
  it("show a metric on the full screen and close with Escape", async () => {
    await open();
    await page.click('[aria-label="Actions for Revenue by month"]');
    await shot(page, "menu", false);
    await page.click("text=Full screen");
    await page.waitForSelector("dialog[open] souk-chart[data-drawn]");
    await shot(page, "fullscreen", false);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  });

  it("show the rows behind a metric", async () => {
    await open();
    await page.click('[aria-label="Actions for Revenue by month"]');
    const body = await bodyOf("underlying", () => page.click("text=View underlying rows"));
    expect(body).toMatchObject({ metricId: "line", cell: [], limit: 100, offset: 0 });
    await page.waitForSelector("dialog .underlying tbody tr");
    expect(await page.locator("dialog .underlying tbody tr").count()).toBe(100);
    await shot(page, "underlying", false);
  });

  it("open and close by the keyboard alone", async () => {
    await open();
    await page.locator('[aria-label="Actions for Revenue by month"]').focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-metric="line"] table.table');
    await page.locator('[data-filter="Region"]').focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".panel");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".panel", { state: "detached" });
    expect(await page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.activeElement as HTMLElement).dataset["filter"])).toBe("Region");
  });

  it("offer nothing that the page has switched off", async () => {
    const options = { disableMetricCreation: true, disableLayoutCustomization: true, disableManageMetrics: true, disableUnderlyingData: true, hideDashboardName: true };
    await open("overview", `?options=${encodeURIComponent(JSON.stringify(options))}&disable-fullscreen=&disable-download-png=`);
    expect(await page.locator(".head").count()).toBe(0);
    await page.click('[aria-label="Actions for Revenue by month"]');
    expect(await page.locator(".menu-entry").allInnerTexts()).toEqual(["Show as table", "Download CSV", "Download Excel"]);
  });
});

describe("the layout", () => {
  it("is changed by keyboard and by pointer, and saved at its breakpoint", async () => {
    await open();
    await page.click('[aria-label="More actions"]');
    await page.click("text=Customize layout");
    await page.waitForSelector(".move-handle");
    const handle = (id: string) => page.locator(`[data-block="b-${id}"] .move-handle`);
    await handle("bar").focus();
    await page.keyboard.press("Shift+ArrowRight");
    const box = (await handle("table").boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 100 + 2 * 92, { steps: 4 });
    await page.mouse.up();
    await shot(page, "layout");
    const body = await bodyOf<{ blocks: Record<string, { lg: { w: number; y: number; x: number } }> }>("layout", () => page.click(".layout-bar >> text=Save"));
    expect(body.blocks["b-bar"]!.lg).toMatchObject({ x: 0, w: 5 });
    expect(body.blocks["b-stack"]!.lg.y).toBe(10);
    expect(body.blocks["b-table"]!.lg.y).toBeGreaterThan(12);
    await page.waitForSelector(".layout-bar", { state: "detached" });
  });

  it("can be put back", async () => {
    await open();
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { editLayout(): Promise<void> }).editLayout());
    await page.waitForSelector(".layout-bar");
    expect(await bodyOf("layout", () => page.click(".layout-bar >> text=Reset"))).toEqual({ dashboardId: "overview", reset: true });
  });
});

describe("the builder", () => {
  it("makes a metric by dragging", async () => {
    await open();
    await page.click("text=Create metric");
    await page.waitForSelector(".field-item");
    await page.dragAndDrop('[data-member="customers.region"]', '[data-well="dimensions"]');
    await page.dragAndDrop('[data-member="orders.revenue"]', '[data-well="measures"]');
    await page.waitForSelector("dialog souk-chart[data-drawn]");
    await shot(page, "builder", false);
    await page.fill('dialog [name="name"]', "By region");
    await page.selectOption('dialog [name="visibility"]', "private");
    const body = await bodyOf<{ metric: object }>("metrics/create", () => page.click("dialog .builder-foot >> text=Save"));
    expect(body.metric).toEqual({
      name: "By region", visibility: "private", query: { measures: ["orders.revenue"], dimensions: ["customers.region"], limit: 500 },
      chart: { type: "bar", x: "customers.region", y: ["orders.revenue"] },
    });
    await page.waitForSelector("dialog", { state: "detached" });
  });

  it("makes one by the keyboard, in an element of its own", async () => {
    await page.goto(`${site.url}/page/none`);
    await page.evaluate(() => (document.body.innerHTML = '<dbn-create-metric token="good" dashboard-id="overview"></dbn-create-metric>'));
    await page.waitForSelector("dbn-create-metric .field-item");
    await page.locator('[aria-label="Add Created"]').focus();
    await page.keyboard.press("Enter");
    await page.locator('[aria-label="Add Amount"]').focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-well="measures"] .well-item');
    await page.selectOption('[data-well="measures"] select', "AVG");
    const body = await bodyOf<{ metric: { query: object; chart: object } }>("metrics/create", () => page.click(".builder-foot >> text=Save"));
    expect(body.metric.query).toMatchObject({ measures: [{ table: "orders", column: "amount", aggregate: "AVG" }], timeDimensions: [{ dimension: "orders.created_at", granularity: "month" }] });
    expect(body.metric.chart).toMatchObject({ type: "line" });
  });
});

describe("files made in the browser", () => {
  it("are a picture of a metric and a PDF of the dashboard", async () => {
    await open("overview", "?enable-download-all-pdf=");
    await page.click('[aria-label="Actions for Revenue by month"]');
    const [png] = await Promise.all([page.waitForEvent("download"), page.click("text=Download image")]);
    expect(png.suggestedFilename()).toBe("Revenue by month.png");
    const image = readFileSync(await png.path());
    expect(image.subarray(1, 4).toString()).toBe("PNG");
    expect(image.readUInt32BE(16)).toBeGreaterThan(600);
    await page.click('[aria-label="More actions"]');
    const [pdf] = await Promise.all([page.waitForEvent("download"), page.click("text=Download PDF")]);
    expect(pdf.suggestedFilename()).toBe("Supplier portal.pdf");
    const text = readFileSync(await pdf.path()).toString("latin1");
    expect(text.slice(0, 5)).toBe("%PDF-");
    // The heading, and a picture for each of the nine metrics.
    expect(text.match(/\/Subtype \/Image/g)!.length).toBeGreaterThanOrEqual(10);
    await pdf.saveAs(new URL("../e2e/artefacts/dashboard.pdf", import.meta.url).pathname.replace("/e2e/e2e/", "/e2e/"));
    expect(page.complaints).toEqual([]);
  });
});
