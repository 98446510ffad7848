// The element asks for a token when it has none, and again when the last one has expired.
const dashboard = document.querySelector("souk-dashboard");
dashboard.getToken = async () => (await (await fetch("/token", { method: "POST" })).json()).token;
dashboard.addEventListener("souk-error", (event) => console.warn(event.detail.code, event.detail.requestId));
