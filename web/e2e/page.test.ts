// The page around: content-security policy, reach for everybody, languages, names of the compatible product, sizes.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot, type PageWish, type Watched } from "./support/browser";
import { startSampleSite } from "./support/sample-site";

const DIST = fileURLToPath(new URL("../packages/elements/dist/", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LANGUAGES = ["en", "fr", "es", "de", "it", "pt", "zh", "ja", "ko", "hi", "ar", "ru"];

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

async function open(path: string, wish: PageWish = {}): Promise<Watched> {
  const page = await newPage(browser, wish);
  await page.goto(`${site.url}/page/${path}`);
  await settled(page);
  return page;
}

describe("the sizes", () => {
  const size = (name: string): number => gzipSync(readFileSync(DIST + name), { level: 9 }).length;
  it("are small: the shell under 15 kB, the charts under 220 kB, no other chunk above", () => {
    expect(size("souk.js")).toBeLessThan(15_000);
    const chunks = readdirSync(`${DIST}assets`).map((name) => [name, size(`assets/${name}`)] as const);
    expect(chunks.filter(([name]) => name.startsWith("view-"))).toHaveLength(1);
    for (const [name, bytes] of chunks) expect(bytes, name).toBeLessThan(220_000);
  });
});

describe("a server", () => {
  it("can import the script, which does nothing there", () => {
    const script = `import("${DIST}souk.js").then((souk) => { souk.defineSoukElements(); console.log(Object.keys(souk).sort().filter((name) => name.length > 2).join()); })`;
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(said.trim()).toBe("SoukCreateMetric,SoukDashboard,SoukElement,SoukMetric,SoukPlainChart,defineSoukElements");
  });
});

describe("the first load", () => {
  it("needs three requests for the first chart, and none elsewhere", async () => {
    const page = await newPage(browser, { still: false });
    await page.goto(`${site.url}/page/overview`);
    await page.waitForSelector("souk-chart[data-drawn]");
    const before = await page.evaluate(() => {
      const [mark] = performance.getEntriesByName("souk-first-chart");
      return performance.getEntriesByType("resource").filter((entry) => entry.startTime < mark!.startTime).map((entry) => new URL(entry.name).pathname);
    });
    const first = before.filter((path) => !/page\.css|favicon/.test(path)).map((path) => path.replace(/-[\w-]{8}\.js/, ""));
    expect(first.sort()).toEqual(["/api/v2/guest/dashboard", "/assets/view", "/souk.js"]);
    expect(page.requested.every((one) => one.split(" ")[1]!.startsWith(site.url) || one.includes("data:"))).toBe(true);
  });
});

describe("a strict content-security policy", () => {
  it("forbids nothing that the elements do", async () => {
    const page = await newPage(browser);
    await page.addInitScript(() => {
      (window as unknown as { violations: string[] }).violations = [];
      document.addEventListener("securitypolicyviolation", (event) => (window as unknown as { violations: string[] }).violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    const reply = await page.goto(`${site.url}/page/overview?language=de&enable-download-all-pdf=`);
    expect(reply!.headers()["content-security-policy"]).toContain("default-src 'none'");
    expect(reply!.headers()["content-security-policy"]).not.toMatch(/unsafe/);
    await settled(page);
    await page.locator('[data-metric="line"] souk-chart').focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".chart-tip-value");
    await page.click('[data-filter="Period"]');
    await page.keyboard.press("Escape");
    await page.evaluate(async () => {
      const element = document.querySelector("souk-dashboard") as unknown as { exportMetric(request: object): Promise<Blob>; openBuilder(): Promise<void>; editLayout(): Promise<void> };
      await element.exportMetric({ format: "pdf" });
      await element.exportMetric({ metricId: "bar", format: "png" });
      await element.editLayout();
      await element.openBuilder();
    });
    await page.waitForSelector("dialog .builder");
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
    expect(page.complaints).toEqual([]);
  });
});

const findings = async (page: Watched): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(context: object, options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string; target: unknown }[] }[] }> } }).axe;
    const { violations } = await axe.run({ include: [["body"]] }, { resultTypes: ["violations"] });
    return violations.filter((one) => one.impact === "serious" || one.impact === "critical").flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
  });
};
// The page's own policy would keep axe out.
const openForAxe = async (path: string, wish: PageWish = {}, prepare?: (page: Watched) => Promise<void>): Promise<Watched> => {
  const page = await newPage(browser, wish);
  await prepare?.(page);
  await page.route("**/page/*", async (route) => {
    const reply = await route.fetch();
    const { "content-security-policy": _policy, ...headers } = reply.headers();
    await route.fulfill({ response: reply, headers });
  });
  await page.goto(`${site.url}/page/${path}`);
  await settled(page);
  await page.waitForTimeout(300);
  return page;
};
// A viewer who may save, and who has saved a view and a report.
const withSaving = async (page: Watched): Promise<void> => {
  const view = { id: "v", name: "Asia only", filters: {}, blocks: null, visibility: "private", canChange: true };
  await page.route("**/guest/dashboard", async (route) => {
    const reply = await route.fetch();
    const [first, ...rest] = (await reply.text()).split("\n");
    const message = JSON.parse(first!) as { dashboard: { permissions: object; views?: object[] } };
    message.dashboard.views = [view];
    Object.assign(message.dashboard.permissions, { createViews: true, emailReports: true });
    await route.fulfill({ response: reply, body: [JSON.stringify(message), ...rest].join("\n") });
  });
  const report = {
    id: "r", subject: "Every week", metricIds: ["bar"], recipients: ["kari@acme.example"], format: "csv", filters: {}, nextAt: "2030-01-07T08:00:00Z", lastAt: null,
    timeConfigurations: { frequency: "weekly", day: "monday", time: "09:00", timezone: "Europe/Oslo" }, problem: "the mail server is away",
  };
  await page.route("**/guest/reports", (route) => route.fulfill({ status: 200, contentType: "application/json", body: JSON.stringify({ data: [report] }) }));
};

describe("axe", () => {
  it.each([["all", ""], ["overview", ""], ["overview", "?theme-name=dark"], ["overview", "?language=ar"]])("has no serious finding on %s%s", async (kind, attributes) => {
    const page = await openForAxe(`${kind}${attributes}`);
    if (attributes.includes("dark")) await page.evaluate(() => document.documentElement.classList.add("dark"));
    expect(await findings(page)).toEqual([]);
  });
  it("has none with a list, a menu, a dialog, the layout and the builder open", async () => {
    const page = await openForAxe("overview");
    await page.click('[data-filter="Region"]');
    await page.waitForSelector(".option");
    expect(await findings(page), "list").toEqual([]);
    await page.keyboard.press("Escape");
    await page.click('[data-filter="Period"]');
    await page.waitForSelector(".dates");
    expect(await findings(page), "dates").toEqual([]);
    await page.keyboard.press("Escape");
    await page.click('[aria-label="Actions for Revenue by month"]');
    await page.waitForSelector(".menu");
    expect(await findings(page), "menu").toEqual([]);
    await page.click("text=View underlying rows");
    await page.waitForSelector(".underlying");
    await page.waitForTimeout(250);
    expect(await findings(page), "rows").toEqual([]);
    await page.keyboard.press("Escape");
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { editLayout(): Promise<void> }).editLayout());
    await page.waitForSelector(".move-handle");
    expect(await findings(page), "layout").toEqual([]);
    await page.click(".layout-bar >> text=Cancel");
    await page.click("text=Create metric");
    await page.waitForSelector(".field-item");
    await page.click('[aria-label="Add Region"]');
    await page.click('[aria-label="Add Revenue"]');
    await page.waitForSelector("dialog souk-chart[data-drawn]");
    await page.waitForTimeout(250);
    expect(await findings(page), "builder").toEqual([]);
  });
});

describe("axe on what viewers save", () => {
  it.each(["", "?theme-name=dark", "?language=ar"])("has no serious finding on views and reports%s", async (attributes) => {
    const page = await openForAxe(`overview${attributes}`, {}, withSaving);
    if (attributes.includes("dark")) await page.evaluate(() => document.documentElement.classList.add("dark"));
    await page.click(".button.views");
    await page.waitForSelector(".view-entry");
    await page.waitForTimeout(200);
    expect(await findings(page), "menu of views").toEqual([]);
    await page.click(".view-entry .quiet");
    await page.waitForSelector('dialog [name="visibility"]');
    await page.waitForTimeout(250);
    expect(await findings(page), "a view").toEqual([]);
    await page.route("**/guest/views/update", (route) => route.fulfill({ status: 400, contentType: "application/json", body: JSON.stringify({ error: { code: "INVALID", message: "there is such a view" } }) }));
    await page.click('dialog [type="submit"]');
    await page.waitForSelector("dialog .form-problem");
    expect(await findings(page), "a view that is refused").toEqual([]);
    await page.keyboard.press("Escape");
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { openReports(): Promise<void> }).openReports());
    await page.waitForSelector("[data-report]");
    await page.waitForTimeout(250);
    expect(await findings(page), "reports").toEqual([]);
    await page.click("[data-report] .quiet >> nth=0");
    await page.waitForSelector('dialog [name="recipients"]');
    expect(await findings(page), "a report").toEqual([]);
  });
});

describe("languages", () => {
  it.each(LANGUAGES)("%s has texts and numbers of its own", async (language) => {
    const page = await open(`overview?language=${language}`);
    await page.waitForFunction((tag) => document.querySelector("souk-dashboard")!.shadowRoot!.querySelector<HTMLElement>(".root")!.lang === tag, language);
    await expect.poll(() => page.locator(".single-change span").first().innerText()).not.toBe(language === "en" ? "" : "vs. previous period");
    const expected = new Intl.NumberFormat(language, { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 });
    const shown = await page.locator('[data-metric="single-trend"] .single-value').innerText();
    expect(shown.replace(/[\u200e\u200f\s]/g, "")).toBe(expected.format(305200).replace(/[\u200e\u200f\s]/g, ""));
    expect(page.complaints).toEqual([]);
    if (language === "ar" || language === "ja") await shot(page, `language-${language}`);
    await page.context().close();
  });

  it("that run from right to left turn everything round", async () => {
    const page = await open("overview?language=ar");
    const left = async (what: string): Promise<number> => (await page.locator(what).boundingBox())!.x;
    expect(await left('[data-metric="single"]')).toBeGreaterThan(await left('[data-metric="gauge"]'));
    expect(await left(".name")).toBeGreaterThan(await left(".head-actions"));
  });

  it("let the page say it in its own words", async () => {
    const page = await open(`overview?translations=${encodeURIComponent('{"createMetric":"Build one"}')}`);
    expect(await page.locator(".head-actions .button").innerText()).toBe("Build one");
  });
});

describe("looks", () => {
  it("are light, dark, by the system, and the page's own", async () => {
    const color = (page: Watched): Promise<string> => page.locator(".card").first().evaluate((card) => getComputedStyle(card).backgroundColor);
    const light = await open("overview");
    expect(await color(light)).toBe("rgb(255, 255, 255)");
    await shot(light, "dashboard-light");
    const dark = await open("overview?theme-name=dark");
    await dark.evaluate(() => document.documentElement.classList.add("dark"));
    expect(await color(dark)).toBe("rgb(25, 30, 41)");
    await shot(dark, "dashboard-dark");
    expect(await color(await open("overview?theme-name=auto", { dark: true }))).toBe("rgb(25, 30, 41)");
    await light.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("souk-dashboard { --souk-card-background: rgb(1, 2, 3); }");
      document.adoptedStyleSheets = [sheet];
    });
    expect(await color(light)).toBe("rgb(1, 2, 3)");
    const theme = { colors: { primary: "#aa0011", cardColor: "#fefefe" } };
    const own = await open(`overview?theme=${encodeURIComponent(JSON.stringify(theme))}&chart-colors=${encodeURIComponent('["#010203"]')}`);
    expect(await color(own)).toBe("rgb(254, 254, 254)");
    const bar = await own.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector('[data-metric="bar"] souk-chart') as unknown as { chart: { getOption(): { series: { itemStyle: { color: string } }[] } } }).chart.getOption().series[0]!.itemStyle.color);
    expect(bar).toBe("#010203");
  });

  it("fit a phone without a scroll bar across", async () => {
    const page = await open("overview", { width: 390, height: 844 });
    await shot(page, "phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator(".grid").getAttribute("data-breakpoint")).toBe("xxs");
  });

  it("stand still for those who asked for it", async () => {
    const animated = (page: Watched): Promise<boolean> => page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector("souk-chart") as unknown as { chart: { getOption(): { animation: boolean } } }).chart.getOption().animation);
    expect(await animated(await open("overview"))).toBe(false);
    expect(await animated(await open("overview", { still: false }))).toBe(true);
  });
});

describe("a page of the compatible product", () => {
  it("works with its names, its functions and its base URL", async () => {
    const page = await newPage(browser);
    await page.goto(`${site.url}/page/none`);
    await page.evaluate((base) => {
      (window as unknown as { dbn: object }).dbn = { baseUrl: `${base}/api/v2` };
      (window as unknown as Record<string, unknown>)["onChartClick"] = (detail: unknown) => ((window as unknown as Record<string, unknown>)["clicked"] = detail);
      document.body.innerHTML = `<dbn-dashboard token="good" dashboard-id="overview" enable-download-csv is-hide-chart-settings options='{"chartColors":["#123456"]}' chart-click-function="onChartClick"></dbn-dashboard>
        <dbn-metric token="good" metric-id="bar" width="500" height="300" variant="card"></dbn-metric>`;
    }, site.url);
    await settled(page, "dbn-dashboard");
    await settled(page, "dbn-metric");
    expect(await page.locator("dbn-metric .card-title").innerText()).toBe("Revenue by region");
    expect(await page.locator("dbn-metric .alone").boundingBox()).toMatchObject({ width: 500, height: 300 });
    await page.locator('dbn-dashboard [data-metric="bar"] souk-chart').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>)["clicked"])).toMatchObject({ metricId: "bar", value: "Europe" });
    await page.evaluate(() => (document.querySelector("dbn-dashboard")!.shadowRoot!.querySelector(".dbn-dashboard") as unknown as { onClickCreateMetric(): void }).onClickCreateMetric());
    await page.waitForSelector("dialog .builder");
    expect(page.complaints).toEqual([]);
  });
});
