// Headless Chromium, and pages that fail a test when they complain.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";

export const ARTEFACTS = fileURLToPath(new URL("../artefacts/", import.meta.url));
mkdirSync(ARTEFACTS, { recursive: true });

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

export interface Watched extends Page {
  complaints: string[];
  requested: string[];
}

export interface PageWish { width?: number; height?: number; dark?: boolean; still?: boolean; zone?: string }

/** A page in a context of its own that keeps what it complains of and asks for. */
export async function newPage(browser: Browser, { width = 1320, height = 900, dark, still = true, zone }: PageWish = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? "dark" : "light", reducedMotion: still ? "reduce" : "no-preference", acceptDownloads: true,
    ...(zone ? { timezoneId: zone } : {}),
  });
  const page = (await context.newPage()) as Watched;
  page.complaints = [];
  page.requested = [];
  page.on("console", (message) => {
    // A refused request is shown by the element; the browser's own line about it is no complaint of ours.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(String(error.stack ?? error)));
  page.on("request", (request) => page.requested.push(`${request.method()} ${request.url()}`));
  return page;
}

/** Waits until no card is loading and every chart is drawn. */
export async function settled(page: Page, element = "souk-dashboard"): Promise<void> {
  await page.waitForFunction((name) => {
    const root = document.querySelector(name)?.shadowRoot;
    if (!root || root.querySelector(".skeleton")) return false;
    const cards = [...root.querySelectorAll<HTMLElement>("[data-metric]")];
    const charts = [...root.querySelectorAll<HTMLElement>("souk-chart")];
    return cards.every((card) => card.dataset["status"] !== "loading") && charts.every((chart) => chart.dataset["drawn"] || chart.clientWidth === 0);
  }, element, { timeout: 20_000 });
  await page.waitForTimeout(80);
}

export async function shot(page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: `${ARTEFACTS}${name}.png`, fullPage });
}
