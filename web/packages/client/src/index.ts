// A client of the REST API for back ends. Paths, bodies and replies are typed by the OpenAPI document; the request
// itself is made by openapi-fetch.

import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema";

export type { components, paths };
export type SoukClient = Client<paths>;

export interface SoukClientOptions {
  /** The server's address, without a path. */
  baseUrl: string;
  /** A service token or a data app's API key. */
  token: string;
  fetch?: typeof globalThis.fetch;
}

export function soukClient({ baseUrl, token, fetch }: SoukClientOptions): SoukClient {
  return createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    headers: { authorization: `Bearer ${token}` },
    ...(fetch ? { fetch: (request: Request) => fetch(request) } : {}),
  });
}
