// The vendor's own site: another origin than the server's, with the script, and pages made by the tests.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../packages/elements/dist/", import.meta.url));

export interface HostSite { url: string; put(path: string, body: string, head?: string): string; stop(): void }

export async function startHostSite(server: string): Promise<HostSite> {
  const pages = new Map<string, string>();
  const site: Server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    const page = pages.get(path);
    if (page !== undefined) {
      const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src ${server}; base-uri 'none'`;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
      response.end(page);
      return;
    }
    if (path === "/page.css") {
      response.writeHead(200, { "content-type": "text/css" });
      response.end("body{margin:0;background:#f5f6f8}main{max-width:1280px;margin:0 auto;padding:24px;display:grid;gap:24px}main.two{grid-template-columns:1fr 1fr;max-width:none}.dark{background:#10141c}");
      return;
    }
    if (!/^\/(souk\.js|assets\/[\w.-]+)$/.test(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/javascript", "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache" });
    response.end(readFileSync(DIST + path));
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  return {
    url,
    put(path, body, head = "") {
      pages.set(path, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="stylesheet" href="/page.css">
        <script type="module" src="/souk.js"></script>${head}</head><body>${body}</body></html>`);
      return url + path;
    },
    stop: () => site.close(),
  };
}
