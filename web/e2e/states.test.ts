// What an element shows when there is nothing to show, and how it comes back.

import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot, type Watched } from "./support/browser";
import { startSampleSite } from "./support/sample-site";

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

const metric = { metricId: "m", name: "M", description: null, chart: { type: "bar", x: "c", y: ["v"] }, filters: [], drill: [], isOwn: false, isPublished: true };
const dashboard = {
  dashboardId: "d", embedId: "d", name: "D", tabs: [], blocks: [{ id: "b", kind: "metric", metricId: "m" }], filters: [], metrics: [metric],
  permissions: { showName: true }, timezone: "UTC", theme: {},
};
const stream = (messages: unknown[]) => ({
  status: 200, contentType: "application/x-ndjson", headers: { "x-request-id": "req-7" }, body: messages.map((one) => `${JSON.stringify(one)}\n`).join(""),
});
const answer = (data: unknown[]) => ({ kind: "answer", metricId: "m", answer: { data, metaData: { columns: [{ name: "c", dataType: "string", label: "C" }, { name: "v", dataType: "number", label: "V" }] }, totalRecords: data.length, timeTaken: 1, comparisonValue: null } });

async function open(reply: (route: Route) => unknown, attributes = ""): Promise<Watched> {
  const page = await newPage(browser);
  await page.route("**/api/v2/guest/dashboard", async (route) => void (await reply(route)));
  await page.addInitScript(() => {
    const seen: { name: string; detail: unknown }[] = ((window as unknown as { seen: unknown[] }).seen = [] as never);
    for (const name of ["souk-ready", "souk-query", "souk-error", "souk-token-expired", "souk-click", "souk-filter"]) {
      document.addEventListener(name, (event) => seen.push({ name, detail: (event as CustomEvent).detail }));
    }
  });
  await page.goto(`${site.url}/page/overview${attributes}`);
  return page;
}
const seen = (page: Watched, name: string) => page.evaluate((wanted) => (window as unknown as { seen: { name: string; detail: Record<string, unknown> }[] }).seen.filter((one) => one.name === wanted).map((one) => one.detail), name);

describe("an element", () => {
  it("shows grey shapes until the first line has come", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await open(async (route) => {
      await held;
      await route.fulfill(stream([{ kind: "dashboard", dashboard }, answer([{ c: "x", v: 1 }]), { kind: "end" }]));
    });
    await page.waitForSelector("souk-dashboard .skeleton");
    await shot(page, "state-loading");
    release();
    await settled(page);
    expect(await page.locator(".skeleton").count()).toBe(0);
    expect(await seen(page, "souk-ready")).toEqual([{ id: "overview", metrics: ["m"] }]);
    expect((await seen(page, "souk-query"))[0]).toMatchObject({ path: "dashboard", status: 200, requestId: "req-7" });
  });

  it("says that there is no data", async () => {
    const page = await open((route) => route.fulfill(stream([{ kind: "dashboard", dashboard }, answer([]), { kind: "end" }])));
    await settled(page);
    expect(await page.locator(".state.empty").innerText()).toBe("No data for this selection");
    await shot(page, "state-empty");
  });

  it("says that a metric failed, with the request's id, and tries again", async () => {
    const page = await open((route) => route.fulfill(stream([{ kind: "dashboard", dashboard }, { kind: "answer", metricId: "m", error: { code: "QUERY_ERROR", message: "it took too long" } }, { kind: "end" }])));
    await settled(page);
    expect(await page.locator(".state.failed").innerText()).toMatch(/could not be loaded[\s\S]*it took too long[\s\S]*Request req-7/);
    expect(await seen(page, "souk-error")).toEqual([{ code: "QUERY_ERROR", message: "it took too long", requestId: "req-7", metricId: "m" }]);
    await shot(page, "state-error");
    await page.route("**/api/v2/guest/query", (route) => route.fulfill(stream([answer([{ c: "x", v: 1 }]), { kind: "end" }])));
    await page.click("text=Try again");
    await settled(page);
    expect(await page.locator("souk-chart").count()).toBe(1);
  });

  it("does not spin for ever over an answer that never comes", async () => {
    const page = await open((route) => route.fulfill(stream([{ kind: "dashboard", dashboard }, { kind: "end" }])));
    await settled(page);
    expect(await page.locator(".state.failed").innerText()).toContain("the server sent no answer");
  });

  it("says that the whole dashboard failed", async () => {
    const page = await open((route) => route.fulfill({ status: 500, contentType: "application/json", headers: { "x-request-id": "req-8" }, body: JSON.stringify({ error: { code: "INTERNAL_SERVER_ERROR", message: "Unexpected failure" } }) }));
    await page.waitForSelector(".state.whole");
    expect(await page.locator(".state.whole").innerText()).toMatch(/Unexpected failure[\s\S]*req-8/);
    expect(await seen(page, "souk-error")).toMatchObject([{ code: "INTERNAL_SERVER_ERROR" }]);
  });

  it("shows database text as text", async () => {
    const evil = "<img src=x onerror=\"window.hacked=1\">";
    const page = await open((route) => route.fulfill(stream([{ kind: "dashboard", dashboard: { ...dashboard, name: evil, metrics: [{ ...metric, name: evil }] } }, answer([{ c: evil, v: 1 }]), { kind: "end" }])));
    await settled(page);
    await page.locator("souk-chart").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".chart-tip-title");
    expect(await page.locator(".chart-tip-title").innerText()).toBe(evil);
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator(".root img").count()).toBe(0);
  });
});

describe("an expired token", () => {
  const gone = (route: Route) => route.fulfill({ status: 401, contentType: "application/json", body: JSON.stringify({ error: { code: "AUTHENTICATION_ERROR", message: "expired" } }) });

  it("is told by an event, by the compatible function and in the page's own words", async () => {
    const page = await open(gone, `?handle-server-event=onServer&custom-messages=${encodeURIComponent('{"tokenExpiry":"Please sign in again"}')}`);
    await page.evaluate(() => ((window as unknown as Record<string, unknown>)["onServer"] = (event: unknown) => ((window as unknown as Record<string, unknown>)["told"] = event)));
    await page.waitForSelector(".state.whole");
    expect(await page.locator(".state.whole").innerText()).toContain("Please sign in again");
    expect(await seen(page, "souk-token-expired")).toEqual([{ code: "AUTHENTICATION_ERROR" }]);
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { refresh(): Promise<void> }).refresh());
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>)["told"])).toMatchObject({ type: "TOKEN_EXPIRED" });
    await shot(page, "state-expired");
  });

  it("is renewed by the page's function without a word", async () => {
    let count = 0;
    const page = await newPage(browser);
    await page.route("**/api/v2/guest/*", (route) => {
      count += 1;
      return route.request().headers()["authorization"] === "Bearer good" ? route.continue() : gone(route);
    });
    await page.goto(`${site.url}/page/none`);
    await page.evaluate(() => {
      const element = document.createElement("souk-dashboard") as HTMLElement & { getToken: unknown };
      element.setAttribute("token", "old");
      element.setAttribute("dashboard-id", "overview");
      (window as unknown as Record<string, number>)["renewals"] = 0;
      element.getToken = async () => {
        (window as unknown as Record<string, number>)["renewals"]! += 1;
        return "good";
      };
      document.body.replaceChildren(element);
    });
    await settled(page);
    expect(await page.locator(".state").count()).toBe(0);
    expect(await page.evaluate(() => (window as unknown as Record<string, number>)["renewals"])).toBe(1);
    expect(count).toBeGreaterThan(1);
    // A token that is set anew is another viewer: the element asks again, without being mounted anew.
    await page.evaluate(() => document.querySelector("souk-dashboard")!.setAttribute("token", "bad"));
    await settled(page);
    expect(await page.locator("[data-metric]").count()).toBe(9);
  });

  it("gives way to another one, and nothing of the last viewer stays in sight meanwhile", async () => {
    const page = await newPage(browser);
    await page.goto(`${site.url}/page/overview`);
    await settled(page);
    await page.locator('[data-metric="bar"] souk-chart').focus();
    await page.keyboard.press("ArrowRight");
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { editLayout(): Promise<void> }).editLayout());
    await page.waitForSelector(".layout-bar");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/api/v2/guest/dashboard", async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate(() => document.querySelector("souk-dashboard")!.setAttribute("token", "good for another"));
    await expect.poll(() => page.locator("[data-metric]").count()).toBe(0);
    expect(await page.locator("souk-dashboard .root").innerText()).toBe("");
    release();
    await settled(page);
    expect(await page.locator("[data-metric]").count()).toBe(9);
    expect(await page.locator(".layout-bar, .move-handle").count()).toBe(0);
    expect(await page.locator("[aria-live]").innerText()).toBe("");
  });

  it("that is missing is told, too", async () => {
    const page = await newPage(browser);
    await page.goto(`${site.url}/page/none`);
    await page.evaluate(() => (document.body.innerHTML = '<souk-dashboard dashboard-id="overview"></souk-dashboard>'));
    await page.waitForSelector(".state.whole");
    expect(await page.locator(".state.whole").innerText()).toContain("guest token is needed");
  });
});
