// The hosted page's side of the hand-over: the page around it sends {type: "souk:token", token} by postMessage, and
// may send {type: "souk:options", options: {attribute: text}} before. Messages of other origins are passed over.

const origins = (document.querySelector("script[data-origins]")?.dataset.origins ?? "").split(" ").filter(Boolean);
const element = document.querySelector("souk-dashboard, souk-metric");

function tell(message) {
  for (const origin of origins) parent.postMessage(message, origin);
}

addEventListener("message", (event) => {
  if (event.source !== parent || !origins.includes(event.origin)) return;
  const { type, token, options } = event.data ?? {};
  if (type === "souk:options" && options && typeof options === "object") {
    for (const [name, value] of Object.entries(options)) {
      const isIdentity = ["token", "dashboard-id", "metric-id", "base-url"].includes(name);
      if (/^[a-z][a-z-]*$/.test(name) && !name.startsWith("on") && !isIdentity) element.setAttribute(name, String(value));
    }
  }
  if (type === "souk:token" && typeof token === "string") element.setAttribute("token", token);
});

element.addEventListener("souk-token-expired", () => tell({ type: "souk:token-expired" }));
new ResizeObserver(() => tell({ type: "souk:height", height: document.documentElement.scrollHeight })).observe(document.body);
tell({ type: "souk:ready" });
