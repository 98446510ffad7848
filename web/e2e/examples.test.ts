// The examples, run as their readers run them, against the real server.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPage, settled, shot } from "./support/browser";
import { makePortal, type Portal } from "./support/portal";
import { startSouk, type Souk } from "./support/souk";

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
let browser: Browser;
let souk: Souk;
let portal: Portal;
const children: ChildProcess[] = [];
const servers: Server[] = [];
beforeAll(async () => {
  souk = await startSouk();
  portal = await makePortal(souk);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  for (const child of children) child.kill();
  for (const server of servers) server.close();
  souk?.stop();
});

function start(name: string): Promise<string> {
  const env = { ...process.env, SOUK_URL: souk.url, SOUK_API_KEY: souk.apiKey, DATA_APP: "supplier_portal", EMBED: portal.overview, CLIENT: "1", PORT: "0" };
  const child = spawn(process.execPath, ["server.mjs"], { cwd: EXAMPLES + name, env });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.stderr.on("data", (chunk: Buffer) => reject(new Error(chunk.toString())));
  });
}

/** The built React example, and the back end that it expects. */
async function serveReact(): Promise<string> {
  const dist = `${EXAMPLES}embed-react/dist`;
  if (!existsSync(`${dist}/index.html`)) throw new Error("the React example is not built: npm run examples");
  const types: Record<string, string> = { ".js": "text/javascript", ".html": "text/html" };
  const server = createServer(async (request, response) => {
    if (request.url === "/token") return void response.end(JSON.stringify({ token: await souk.guestToken("1") }));
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const file = dist + (path === "/" ? "/index.html" : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/?embed=${portal.overview}&souk=${encodeURIComponent(souk.url)}`;
}

describe("the examples show the dashboard", () => {
  it("on a plain page, with the script that the server serves", async () => {
    const page = await newPage(browser);
    await page.goto(await start("embed-plain"));
    await settled(page);
    expect(await page.locator("[data-metric]").count()).toBe(9);
    expect(page.requested).toContain(`GET ${souk.url}/souk.js`);
    await shot(page, "example-plain");
    expect(page.complaints).toEqual([]);
  });

  it("made on a server", async () => {
    const page = await newPage(browser);
    await page.goto(await start("embed-ssr"));
    await settled(page);
    expect(await page.locator("[data-metric]").count()).toBe(9);
    expect(page.complaints).toEqual([]);
  });

  it("with React, in light and dark", async () => {
    const page = await newPage(browser);
    await page.goto(await serveReact());
    await settled(page);
    await expect.poll(() => page.locator("output").innerText()).toBe("9 metrics");
    await page.click("button >> text=Dark");
    const color = (): Promise<string> => page.locator(".card").first().evaluate((card) => getComputedStyle(card).backgroundColor);
    await expect.poll(color).toBe("rgb(25, 30, 41)");
    await shot(page, "example-react");
    expect(page.complaints).toEqual([]);
  });
});

describe("the demonstration", () => {
  it("shows each supplier its own sales, in light and dark", async () => {
    const page = await newPage(browser, { width: 1320, height: 1000 });
    await page.goto(`${souk.url}/demo?look=light&supplier=1`);
    await settled(page);
    await shot(page, "demo-light");
    const numbers = (): Promise<string[]> => page.locator(".single-value").allInnerTexts();
    const first = await numbers();
    expect(first.length).toBeGreaterThanOrEqual(3);
    await page.selectOption("#supplier", "2");
    await expect.poll(numbers).not.toEqual(first);
    await page.goto(`${souk.url}/demo?look=dark&supplier=1`);
    await settled(page);
    await shot(page, "demo-dark");
    expect(await numbers()).toEqual(first);
    expect(page.complaints).toEqual([]);
  });
});

describe("the frame", () => {
  it("shows the dashboard to a page of the embed's origins only, which hands the token over", async () => {
    const token = await souk.guestToken("1");
    const host = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<!doctype html><title>Host</title><iframe src="${souk.url}/embed/${portal.overview}" width="1200" height="900"></iframe>
        <script>addEventListener("message", (event) => { if (event.origin === "${souk.url}" && event.data.type === "souk:ready") event.source.postMessage({ type: "souk:token", token: "${token}" }, event.origin); });</script>`);
    });
    servers.push(host);
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    await souk.ask("PUT", "/api/v2/data-app/embeds", { embedId: portal.overview, accessSettings: { allowedOrigins: [origin] } }, souk.apiKey);
    const page = await newPage(browser);
    await page.goto(origin);
    const frame = page.frameLocator("iframe");
    await frame.locator("souk-chart[data-drawn]").first().waitFor();
    expect(await frame.locator("[data-metric]").count()).toBe(9);
    await shot(page, "frame");
    const stranger = await newPage(browser);
    await stranger.goto(origin.replace("127.0.0.1", "localhost"));
    await stranger.waitForTimeout(1000);
    expect(await stranger.frameLocator("iframe").locator("souk-dashboard").count()).toBe(0);
  });
});
