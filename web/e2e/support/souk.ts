// The real server: started on a folder of its own with the demonstration's data, and asked over HTTP like a vendor's
// back end asks it. The binary is named by SOUK_BIN, else it is the repository's debug build.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = process.env["SOUK_BIN"] ?? fileURLToPath(new URL("../../../target/debug/souk", import.meta.url));
const START = 200_000;
// The server refuses settings that it does not know.
const { SOUK_BIN: _ours, ...OTHERS } = process.env;
// Reports are taken; none is due while a test runs, so nothing connects to that server.
const ENVIRONMENT = { ...OTHERS, SOUK_SMTP_HOST: "localhost", SOUK_SMTP_PORT: "1", SOUK_SMTP_FROM: "reports@souk.example" };

export interface Souk {
  url: string;
  serviceToken: string;
  apiKey: string;
  ask<Reply = Record<string, unknown>>(method: string, path: string, body: unknown, token?: string): Promise<Reply>;
  guestToken(clientId: string, more?: object): Promise<string>;
  stop(): void;
}

export async function startSouk(): Promise<Souk> {
  if (!existsSync(BINARY)) throw new Error(`there is no binary at ${BINARY}: build it, or name one by SOUK_BIN`);
  const directory = mkdtempSync(join(tmpdir(), "souk-e2e-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(BINARY, ["demo", "--data-dir", directory, "--listen", url.replace("http://", ""), "--scale", "0.01", "--tenants", "3"], { env: ENVIRONMENT });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const stop = (): void => {
    child.kill("SIGTERM");
    child.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  };
  try {
    const apiKey = await started(child, url, () => said);
    const serviceToken = execFileSync(BINARY, ["token", "create", "--data-dir", directory, "--kind", "service", "--name", "e2e"], { encoding: "utf8", env: ENVIRONMENT }).trim();
    const ask = asker(url, serviceToken);
    const guestToken = async (clientId: string, more: object = {}): Promise<string> => {
      const reply = await ask<{ token: string }>("POST", "/api/v2/guest-token/create", { clientId, dataAppName: "supplier_portal", ...more }, apiKey);
      return reply.token;
    };
    return { url, serviceToken, apiKey, ask, guestToken, stop };
  } catch (cause) {
    stop();
    throw cause;
  }
}

async function started(child: ChildProcess, url: string, said: () => string): Promise<string> {
  const end = Date.now() + START;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server stopped:\n${said()}`);
    const key = /Authorization: Bearer ([0-9a-f-]{36})/.exec(said())?.[1];
    const isReady = await fetch(`${url}/readyz`).then((reply) => reply.ok, () => false);
    // The second sample question is answered last.
    if (key && isReady && said().includes("To stop")) return key;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server was not ready in time:\n${said()}`);
}

function asker(url: string, serviceToken: string): Souk["ask"] {
  return async (method, path, body, token = serviceToken) => {
    const request: RequestInit = { method, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } };
    if (body !== undefined && method !== "GET") request.body = JSON.stringify(body);
    const reply = await fetch(url + path, request);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${reply.status} ${text}`);
    return JSON.parse(text);
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
