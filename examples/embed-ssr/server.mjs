// A page made on a server: the same modules are imported here and in the browser, the token is in the page from the
// start, and so the first request of the element needs no other before it.
//
//   SOUK_URL=http://127.0.0.1:8080 SOUK_API_KEY=… DATA_APP=supplier_portal EMBED=… CLIENT=1 npm start

import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
// Nothing happens on a server; a component that imports the elements can be rendered on one.
import "@souk/elements";

const { SOUK_URL = "http://127.0.0.1:8080", SOUK_API_KEY = "", DATA_APP = "", EMBED = "", CLIENT = "", PORT = "3001" } = process.env;
const DIST = dirname(fileURLToPath(import.meta.resolve("@souk/elements")));

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

async function guestToken() {
  const reply = await fetch(`${SOUK_URL}/api/v2/guest-token/create`, {
    method: "POST",
    headers: { authorization: `Bearer ${SOUK_API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ dataAppName: DATA_APP, clientId: CLIENT, expiryTime: 15 * 60 * 1000 }),
  });
  if (!reply.ok) throw new Error(`no token: ${reply.status}`);
  return (await reply.json()).token;
}

const page = (token) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Portal</title>
    <script type="module" src="/souk/souk.js"></script>
  </head>
  <body>
    <souk-dashboard dashboard-id="${escaped(EMBED)}" base-url="${escaped(SOUK_URL)}" token="${escaped(token)}"></souk-dashboard>
  </body>
</html>`;

const server = createServer(async (request, response) => {
  try {
    const script = /^\/souk\/(souk\.js|assets\/[\w.-]+\.js)$/.exec(request.url)?.[1];
    if (script) {
      response.writeHead(200, { "content-type": "text/javascript" });
      createReadStream(join(DIST, script)).pipe(response);
    } else if (request.url === "/") {
      // The page holds a token, so nobody may keep it.
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(page(await guestToken()));
    } else {
      response.writeHead(404).end("not here");
    }
  } catch (cause) {
    response.writeHead(502).end(String(cause));
  }
});
server.listen(Number(PORT), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
