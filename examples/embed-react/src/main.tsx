import type { SoukDashboard } from "@souk/elements";
import { Dashboard } from "@souk/react";
import { useCallback, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

// Your back end answers this: it knows who is signed in, and asks Souk for that tenant's guest token.
async function getToken(): Promise<string> {
  const reply = await fetch("/token", { method: "POST" });
  return ((await reply.json()) as { token: string }).token;
}

const page = new URLSearchParams(location.search);

function Portal() {
  const dashboard = useRef<SoukDashboard>(null);
  const [isDark, setDark] = useState(false);
  const [said, setSaid] = useState("");
  const refresh = useCallback(() => void dashboard.current?.refresh(), []);
  return (
    <main style={{ padding: 24, background: isDark ? "#10141c" : "#f5f6f8", minHeight: "100vh" }}>
      <p>
        <button onClick={() => setDark(!isDark)}>{isDark ? "Light" : "Dark"}</button> <button onClick={refresh}>Refresh</button> <output>{said}</output>
      </p>
      <Dashboard
        ref={dashboard}
        dashboardId={page.get("embed") ?? "supplier-portal"}
        baseUrl={page.get("souk") ?? "http://127.0.0.1:8080"}
        getToken={getToken}
        themeName={isDark ? "dark" : "light"}
        options={{ hideDashboardName: true }}
        onReady={({ metrics }) => setSaid(`${metrics.length} metrics`)}
        onError={({ code, requestId }) => setSaid(`${code} ${requestId ?? ""}`)}
      />
    </main>
  );
}

createRoot(document.getElementById("root")!).render(<Portal />);
