// The sample server on a free port.

import type { AddressInfo } from "node:net";
import { startFakeServer } from "./fake-server.mjs";

export async function startSampleSite(): Promise<{ url: string; stop(): void }> {
  const server = await startFakeServer(0);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}
