// The portal's own script: whose token the element has, and how the page looks.

const choice = document.querySelector("#supplier");
const look = document.querySelector("#look");
const problem = document.querySelector("#problem");
const dashboard = document.querySelector("#dashboard");

async function tokenFor(clientId) {
  const response = await fetch("/demo/token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId }),
  });
  const reply = await response.json();
  if (!response.ok) throw new Error(reply.error?.message ?? `the server answered ${response.status}`);
  return reply;
}

async function signIn() {
  problem.hidden = true;
  try {
    const { token, dashboardId } = await tokenFor(choice.value);
    dashboard.setAttribute("dashboard-id", dashboardId);
    dashboard.setAttribute("token", token);
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

function show(isDark) {
  document.documentElement.dataset.look = isDark ? "dark" : "light";
  dashboard.setAttribute("theme-name", isDark ? "dark" : "light");
  look.setAttribute("aria-pressed", String(isDark));
}

async function start() {
  const wishes = new URLSearchParams(location.search);
  const response = await fetch("/demo/suppliers");
  for (const { clientId, name } of await response.json()) choice.add(new Option(name, clientId));
  choice.value = wishes.get("supplier") ?? choice.options[0]?.value ?? "";
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  show((wishes.get("look") ?? (prefersDark ? "dark" : "light")) === "dark");
  choice.addEventListener("change", signIn);
  look.addEventListener("click", () => show(document.documentElement.dataset.look !== "dark"));
  dashboard.addEventListener("souk-token-expired", signIn);
  await signIn();
}

start();
