// The back end of the portal: it knows who is signed in, and asks Souk for that tenant's token. The API key never
// reaches the browser.
//
//   SOUK_URL=http://127.0.0.1:8080 SOUK_API_KEY=… DATA_APP=supplier_portal EMBED=… CLIENT=1 npm start

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { SOUK_URL = "http://127.0.0.1:8080", SOUK_API_KEY = "", DATA_APP = "", EMBED = "", CLIENT = "", PORT = "3000" } = process.env;
const file = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const FILES = { "/portal.js": "text/javascript", "/portal.css": "text/css" };

const page = () => file("index.html").replaceAll("{{SOUK_URL}}", SOUK_URL).replaceAll("{{EMBED}}", EMBED);

async function guestToken() {
  const reply = await fetch(`${SOUK_URL}/api/v2/guest-token/create`, {
    method: "POST",
    headers: { authorization: `Bearer ${SOUK_API_KEY}`, "content-type": "application/json" },
    // In a real portal the client is the one of the session, never one that the browser names.
    body: JSON.stringify({ dataAppName: DATA_APP, clientId: CLIENT, expiryTime: 15 * 60 * 1000 }),
  });
  if (!reply.ok) throw new Error(`no token: ${reply.status}`);
  return (await reply.json()).token;
}

const server = createServer(async (request, response) => {
  try {
    if (request.method === "POST" && request.url === "/token") {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify({ token: await guestToken() }));
    } else if (request.url in FILES) {
      response.writeHead(200, { "content-type": FILES[request.url] });
      response.end(file(`.${request.url}`));
    } else {
      response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
      response.end(request.url === "/" ? page() : "not here");
    }
  } catch (cause) {
    response.writeHead(502).end(String(cause));
  }
});
server.listen(Number(PORT), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
