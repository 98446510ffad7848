// What viewers save at the real server: views of a dashboard, and reports that are sent by e-mail.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot, type Watched } from "./support/browser";
import { startHostSite, type HostSite } from "./support/host-page";
import { makePortal, type Portal } from "./support/portal";
import { startSouk, type Souk } from "./support/souk";

let browser: Browser;
let souk: Souk;
let portal: Portal;
let host: HostSite;
beforeAll(async () => {
  souk = await startSouk();
  portal = await makePortal(souk);
  host = await startHostSite(souk.url);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  host?.stop();
  souk?.stop();
});

async function open(clientId: string, more: object = {}, attributes = "", width = 1320): Promise<Watched> {
  const token = await souk.guestToken(clientId, more);
  const page = await newPage(browser, { width });
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(host.put(`/saved-${clientId}-${Math.random()}`, `<main><souk-dashboard base-url="${souk.url}" token="${token}" dashboard-id="${portal.overview}" ${attributes}></souk-dashboard></main>`));
  await settled(page);
  return page;
}
const person = (userIdentifier: string): object => ({ params: { userIdentifier } });
const filtersIn = (page: Watched) => page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { getFilters(): Promise<Record<string, unknown>> }).getFilters());
const openViews = (page: Watched) => page.click(".button.views");

describe("a view", () => {
  it("keeps the filters under a name, is chosen again, changed and removed, and is its person's own", async () => {
    const page = await open("1", person("kari"));
    await page.click('[data-filter="Segment"]');
    await page.click(".option >> text=BUILDING");
    await page.keyboard.press("Escape");
    await settled(page);
    await openViews(page);
    await page.click("text=Save view");
    await page.fill('dialog [name="name"]', "Builders");
    await page.selectOption('dialog [name="visibility"]', "private");
    await shot(page, "view-form", false);
    const [made] = await Promise.all([page.waitForResponse("**/guest/views/create"), page.click("dialog >> text=Save >> nth=-1")]);
    expect(made.status()).toBe(200);
    expect(made.request().postDataJSON()).toMatchObject({ view: { name: "Builders", visibility: "private", filters: { Segment: ["BUILDING"] } } });
    await expect.poll(() => page.locator(".button.views").innerText()).toBe("Builders");

    const again = await open("1", person("kari"));
    expect((await filtersIn(again))["Segment"] ?? null).toBe(null);
    await openViews(again);
    await shot(again, "view-menu", false);
    await Promise.all([again.waitForRequest("**/guest/query"), again.click(".view-entry >> text=Builders")]);
    await settled(again);
    expect((await filtersIn(again))["Segment"]).toEqual(["BUILDING"]);
    await openViews(again);
    await Promise.all([again.waitForRequest("**/guest/query"), again.click("text=Original view")]);
    expect((await filtersIn(again))["Segment"]).toBe(null);

    for (const [client, more] of [["1", person("ola")], ["2", person("kari")]] as const) {
      const other = await open(client, more);
      await openViews(other);
      expect(await other.locator(".view-entry >> text=Builders").count()).toBe(0);
    }

    await openViews(again);
    await again.click('[aria-label="Edit view: Builders"]');
    await again.fill('dialog [name="name"]', "Construction");
    await again.click("dialog >> text=Save >> nth=-1");
    await openViews(again);
    await again.waitForSelector(".view-entry >> text=Construction");
    await again.click('[aria-label="Edit view: Construction"]');
    await Promise.all([again.waitForResponse("**/guest/views/delete"), again.click("text=Delete view")]);
    await openViews(await open("1", person("kari")));
    await openViews(again);
    expect(await again.locator(".view-entry").count()).toBe(1);
    expect(again.complaints).toEqual([]);
  });

  it("is not offered where the token takes that away", async () => {
    const page = await open("1", { ...person("kari"), permissions: { isEnableCreateDashboardView: false } });
    expect(await page.locator(".button.views").count()).toBe(0);
  });
});

describe("a report", () => {
  it("is made, changed and removed in its dialog, with the present filters", async () => {
    const page = await open("1", person("kari"));
    await page.click('[data-filter="Segment"]');
    await page.click(".option >> text=BUILDING");
    await page.keyboard.press("Escape");
    await settled(page);
    await page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector(".dbn-dashboard") as unknown as { onClickScheduleReports(): void }).onClickScheduleReports());
    await page.waitForSelector("text=No reports are scheduled yet");
    await page.click("text=New report");
    await page.fill('dialog [name="subject"]', "Builders every week");
    await page.fill('dialog [name="recipients"]', "kari@acme.example; ola@acme.example");
    await page.selectOption('dialog [name="frequency"]', "weekly");
    await page.selectOption('dialog [name="day"]', "friday");
    await page.fill('dialog [name="time"]', "07:30");
    await page.selectOption('dialog [name="timezone"]', "Europe/Oslo");
    await page.selectOption('dialog [name="format"]', "xlsx");
    const all = await page.locator('dialog [name="metric"]').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    for (const one of all.filter((id) => id !== "p-doughnut")) await page.uncheck(`dialog [value="${one}"]`);
    await shot(page, "report-form", false);
    const [made] = await Promise.all([page.waitForResponse("**/guest/reports/create"), page.click('dialog [type="submit"]')]);
    expect(made.status()).toBe(200);
    expect(made.request().postDataJSON()).toMatchObject({ report: {
      subject: "Builders every week", recipients: ["kari@acme.example", "ola@acme.example"], metricIds: ["p-doughnut"], format: "xlsx", filters: { Segment: ["BUILDING"] },
      timeConfigurations: { frequency: "weekly", day: "friday", time: "07:30", timezone: "Europe/Oslo" },
    } });
    await page.waitForSelector("[data-report]");
    const shown = await page.locator("[data-report]").innerText();
    expect(shown).toContain("Builders every week");
    expect(shown).toContain("Weekly, Friday, 07:30, Europe/Oslo · kari@acme.example, ola@acme.example");
    expect(shown).toMatch(/Next: .*7:30/);
    await shot(page, "report-list", false);
    const listed = await souk.ask<{ data: Record<string, unknown>[] }>("GET", `/api/v2/data-app/embeds/reports?embedId=${portal.overview}&clientId=1`, undefined, souk.apiKey);
    expect(listed.data).toHaveLength(1);
    expect(listed.data[0]).toMatchObject({ subject: "Builders every week", createdByIdentifier: "kari", scheduleEmailReportCharts: [{ externalMetric: { metricId: "p-doughnut" } }] });

    await page.click('[aria-label="Edit report: Builders every week"]');
    await page.selectOption('dialog [name="frequency"]', "monthly");
    await page.selectOption('dialog [name="day"]', "28");
    await page.click('dialog [type="submit"]');
    await expect.poll(() => page.locator("[data-report]").innerText()).toContain("Monthly, 28");
    await page.click('[aria-label="Delete report: Builders every week"]');
    await page.waitForSelector("text=No reports are scheduled yet");
    expect(page.complaints).toEqual([]);
  });

  it("says what the server does not take, and keeps what was typed", async () => {
    const page = await open("1", person("kari"));
    await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { openReports(): Promise<void> }).openReports());
    await page.click("text=New report");
    await page.fill('dialog [name="recipients"]', "nobody");
    await page.click('dialog [type="submit"]');
    await page.waitForSelector("dialog .form-problem");
    expect(await page.locator("dialog .form-problem").innerText()).toContain("is no e-mail address");
    expect(await page.locator('dialog [name="recipients"]').inputValue()).toBe("nobody");
  });

  it("is offered in the menu, for one metric where the page says so, and nowhere when it is switched off", async () => {
    const page = await open("1", person("kari"), "enable-email-csv");
    await page.click('[aria-label="More actions"]');
    await page.waitForSelector(".menu >> text=Schedule reports");
    await page.keyboard.press("Escape");
    await page.click('[aria-label="Actions for Segments"]');
    await page.click(".menu >> text=Schedule reports");
    await page.waitForSelector("dialog form");
    expect(await page.locator('dialog [name="metric"]:checked').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))).toEqual(["p-doughnut"]);
    const off = await open("1", person("kari"), `enable-email-csv options='{"disableScheduleEmailReports":true}'`);
    await off.click('[aria-label="More actions"]');
    expect(await off.locator(".menu >> text=Schedule reports").count()).toBe(0);
    const refused = await open("1", { ...person("kari"), accessSettings: { isAllowEmailReports: false } });
    await refused.click('[aria-label="More actions"]');
    expect(await refused.locator(".menu >> text=Schedule reports").count()).toBe(0);
  });
});

describe("a layout", () => {
  it("is saved for every width, unless only for the one in view", async () => {
    const at = async (width: number): Promise<string[]> => {
      const page = await open("3", {}, "", width);
      return page.locator(".block").evaluateAll((blocks) => blocks.map((block) => (block as HTMLElement).dataset["block"]!));
    };
    const narrowBefore = await at(500);
    const page = await open("3");
    const saved = () => page.waitForSelector(".layout-bar", { state: "detached" });
    const edit = async (): Promise<void> => {
      await page.evaluate(() => (document.querySelector("souk-dashboard") as unknown as { editLayout(): Promise<void> }).editLayout());
      await page.locator('[data-block="b-p-table"] .move-handle').focus();
      for (let step = 0; step < 30; step += 1) await page.keyboard.press("ArrowUp");
    };
    await edit();
    await page.uncheck('[name="all-widths"]');
    const [one] = await Promise.all([page.waitForRequest("**/guest/layout"), page.click(".layout-bar >> text=Save")]);
    expect(Object.keys((one.postDataJSON() as { blocks: Record<string, object> }).blocks["b-p-table"]!)).toEqual(["lg"]);
    await saved();
    await edit();
    await page.click(".layout-bar >> text=Save");
    await saved();
    const narrow = await at(500);
    expect(narrow).not.toEqual(narrowBefore);
    expect(narrow[0]).toBe("b-p-table");
  });
});

describe("the filters of a metric", () => {
  it("stand outside of its card, and take several values, where the page says so", async () => {
    const page = await open("1", {}, "metric-filter-position=outside enable-multi-metric-filters");
    const filters = page.locator(".card-with-filters > .card-filters");
    expect(await filters.count()).toBe(1);
    await filters.locator('[data-filter="Priority"]').click();
    for (const one of ["1-URGENT", "2-HIGH"]) {
      await Promise.all([page.waitForResponse("**/guest/query"), page.click(`.option >> text=${one}`)]);
    }
    await settled(page);
    const shown = await page.evaluate(() => (document.querySelector("souk-dashboard")!.shadowRoot!.querySelector('[data-metric="p-row"] souk-chart') as unknown as { input: { answer: { data: object[] } } }).input.answer.data);
    const query = { measures: ["lineitem.revenue"], dimensions: ["lineitem.l_shipmode"], filters: [{ member: "orders.o_orderpriority", operator: "equals", values: ["1-URGENT", "2-HIGH"] }] };
    const wanted = await souk.ask<{ data: object[] }>("POST", "/api/v2/data-app/datamarts/query", { datamartName: "supplier_portal", clientId: "1", query });
    expect(shown).toEqual(wanted.data);
    await shot(page, "filters-outside");
  });
});
