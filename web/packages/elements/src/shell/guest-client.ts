// The way to the server: one place that knows paths, the token and what a refusal looks like.

import type { ProblemDocument } from "../types/documents";
import { readLines } from "./ndjson";

/** What went wrong, with the id under which the server's log has it. */
export class GuestError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(message);
    this.name = "GuestError";
  }

  get isExpired(): boolean {
    return this.status === 401;
  }
}

export interface GuestClientSource {
  baseUrl(): string;
  token(): string;
  /** Asks the page for a new token; null when there is none to be had. */
  renewToken(): Promise<string | null>;
  onQuery(detail: { path: string; requestId: string | null; status: number; milliseconds: number }): void;
}

export class GuestClient {
  #source: GuestClientSource;
  #renewal: Promise<string | null> | null = null;

  constructor(source: GuestClientSource) {
    this.#source = source;
  }

  async post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    let token = this.#source.token() || (await this.#renew());
    if (!token) throw new GuestError("TOKEN_ABSENT", "there is no guest token", 401, null);
    let response = await this.#send(path, body, token, signal);
    if (response.status === 401) {
      const current = this.#source.token();
      const renewed = current && current !== token ? current : await this.#renew();
      if (renewed && renewed !== token) {
        token = renewed;
        response = await this.#send(path, body, token, signal);
      }
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async json<Reply>(path: string, body: unknown, signal?: AbortSignal): Promise<Reply> {
    const response = await this.post(path, body, signal);
    return (await response.json()) as Reply;
  }

  async *stream<Message>(path: string, body: unknown, signal?: AbortSignal): AsyncGenerator<Message> {
    yield* messagesOf<Message>(await this.post(path, body, signal));
  }

  // Several requests that find the token expired ask the page once.
  #renew(): Promise<string | null> {
    this.#renewal ??= this.#source.renewToken().finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #send(path: string, body: unknown, token: string, signal?: AbortSignal): Promise<Response> {
    const started = performance.now();
    const request: RequestInit = {
      method: "POST",
      credentials: "omit",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    };
    if (signal) request.signal = signal;
    const response = await fetch(`${this.#source.baseUrl()}/api/v2/guest/${path}`, request).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new GuestError("UNREACHABLE", "the server could not be reached", 0, null);
    });
    this.#source.onQuery({
      path,
      requestId: response.headers.get("x-request-id"),
      status: response.status,
      milliseconds: Math.round(performance.now() - started),
    });
    return response;
  }
}

export function messagesOf<Message>(response: Response): AsyncGenerator<Message> {
  if (!response.body) throw new GuestError("EMPTY_REPLY", "the reply has no body", response.status, null);
  return readLines<Message>(response.body);
}

async function problemOf(response: Response): Promise<GuestError> {
  const requestId = response.headers.get("x-request-id");
  const envelope = (await response.json().catch(() => null)) as { error?: ProblemDocument } | null;
  const problem = envelope?.error;
  return new GuestError(
    problem?.code ?? `HTTP_${response.status}`,
    problem?.message ?? `the server answered ${response.status}`,
    response.status,
    requestId,
  );
}
