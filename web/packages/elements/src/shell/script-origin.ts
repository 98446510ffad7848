// Where the script came from is where the server is, unless the page says otherwise.

declare global {
  interface Window {
    dbn?: { baseUrl?: string };
  }
}

export function serverOf(attribute: string | null): string {
  const chosen = attribute || globalThis.window?.dbn?.baseUrl || originOf(import.meta.url);
  // The compatible base URL may carry the prefix of the API.
  return chosen.replace(/\/+$/, "").replace(/\/api\/v2$/, "");
}

function originOf(address: string): string {
  const url = new URL(address);
  return url.protocol.startsWith("http") ? url.origin : "";
}
