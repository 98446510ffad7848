// What is there before anything else has arrived: grey shapes in the place of cards. Constructed style sheets and
// no style attributes, so that a strict content-security policy has nothing to forbid.

const STYLE = `
:host { display: block; position: relative; color-scheme: light dark; }
:host([hidden]) { display: none; }
.skeleton { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); padding: 4px; }
.skeleton.alone { display: block; height: 100%; min-height: 220px; }
.skeleton i { display: block; height: 240px; border-radius: 14px; background: rgb(128 136 150 / .13);
  animation: souk-breathe 1.6s ease-in-out infinite; }
.skeleton i.low { height: 110px; }
.skeleton.alone i { height: 100%; min-height: 220px; }
.plain { padding: 24px; font: 14px/1.5 system-ui, sans-serif; }
@keyframes souk-breathe { 50% { opacity: .55; } }
@media (prefers-reduced-motion: reduce) { .skeleton i { animation: none; } }
`;

let sheet: CSSStyleSheet | null = null;

export function showSkeleton(root: ShadowRoot, alone: boolean): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  root.adoptedStyleSheets = [sheet];
  const shapes = alone ? ["i"] : ["i.low", "i.low", "i.low", "i.low", "i", "i", "i", "i"];
  const holder = document.createElement("div");
  holder.className = alone ? "skeleton alone" : "skeleton";
  for (const shape of shapes) {
    const block = document.createElement("i");
    if (shape.endsWith(".low")) block.className = "low";
    holder.append(block);
  }
  root.replaceChildren(holder);
}

export function showPlainMessage(root: ShadowRoot, message: string): void {
  const holder = document.createElement("div");
  holder.className = "plain";
  holder.setAttribute("role", "alert");
  holder.textContent = message;
  root.replaceChildren(holder);
}
