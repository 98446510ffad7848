// From presets, the server's theme and the page's `theme` attributes to custom properties. They are set on `:host`, so
// that a rule of the page for the element wins over all of them.

import type { Settings } from "../shell/settings";
import { DARK_PALETTE, LIGHT_PALETTE, readableOn } from "./chart-theme";

export type Tokens = Record<string, string>;

const BASE: Tokens = {
  "font-family": 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  "font-size": "14px",
  "title-size": "14px",
  "title-weight": "600",
  "description-size": "12.5px",
  "card-radius": "14px",
  "card-padding": "18px",
  "control-radius": "9px",
  gap: "16px",
  "row-height": "76px",
};

const LIGHT: Tokens = {
  scheme: "light",
  background: "transparent",
  "card-background": "#ffffff",
  "card-border": "#e4e7ec",
  "card-shadow": "0 1px 2px rgb(16 24 40 / .05)",
  "raised-shadow": "0 12px 32px rgb(16 24 40 / .16), 0 2px 6px rgb(16 24 40 / .08)",
  text: "#161b26",
  "text-muted": "#5d6678",
  line: "#d5dae2",
  "grid-line": "#eceff3",
  hover: "rgb(30 42 80 / .05)",
  accent: "#3b5bdb",
  positive: "#087f5b",
  negative: "#c92a43",
};

const DARK: Tokens = {
  scheme: "dark",
  background: "transparent",
  "card-background": "#191e29",
  "card-border": "#2b3241",
  "card-shadow": "0 1px 2px rgb(0 0 0 / .3)",
  "raised-shadow": "0 16px 40px rgb(0 0 0 / .55), 0 2px 8px rgb(0 0 0 / .4)",
  text: "#eceff5",
  "text-muted": "#a0a9ba",
  line: "#3a4254",
  "grid-line": "#262d3b",
  hover: "rgb(255 255 255 / .06)",
  accent: "#8da2fb",
  positive: "#4cd4a4",
  negative: "#ff8a9b",
};

const PRESETS: Record<string, Tokens> = {
  light: LIGHT,
  dark: DARK,
  corporate: {
    ...LIGHT, accent: "#0b4f8a", "card-radius": "6px", "control-radius": "5px", "card-shadow": "none",
    ...paletteTokens(["#0b4f8a", "#3f8f8b", "#c58b1b", "#8b3d57", "#5d6f8f", "#2f9cc4", "#7d8f2f", "#b35c2e"]),
  },
  minimal: { ...LIGHT, "card-border": "transparent", "card-shadow": "none", "card-padding": "10px", "card-radius": "8px", hover: "rgb(30 42 80 / .04)" },
};

export function tokensFor(settings: Settings, serverTheme: Record<string, unknown>, prefersDark: boolean): Tokens {
  const named = typeof settings.theme === "string" ? settings.theme : "";
  const preset = chosenPreset([settings.themeName, named, text(serverTheme["name"]), text(serverTheme["preset"])], prefersDark);
  const isDark = preset["scheme"] === "dark";
  const tokens: Tokens = {
    ...BASE,
    ...paletteTokens(isDark ? DARK_PALETTE : LIGHT_PALETTE),
    ...preset,
    ...fromTheme(serverTheme),
    ...fromAdminTheme(serverTheme),
    ...fromAdminTheme(settings.adminTheme),
    ...(typeof settings.theme === "object" ? fromTheme(settings.theme) : {}),
    ...(settings.colors ? paletteTokens(settings.colors) : {}),
    ...fromOptions(settings),
  };
  tokens["accent-text"] ??= readableOn(tokens["accent"] ?? "#000000");
  return tokens;
}

export function sheetOf(tokens: Tokens): string {
  const lines = Object.entries(tokens).filter(([name]) => name !== "scheme").map(([name, value]) => `--souk-${name}: ${clean(value)};`);
  return `:host { color-scheme: ${tokens["scheme"] === "dark" ? "dark" : "light"}; ${lines.join(" ")} }`;
}

export function paletteTokens(colors: string[]): Tokens {
  return Object.fromEntries(colors.slice(0, 12).map((color, index) => [`color-${index + 1}`, color]));
}

function chosenPreset(names: string[], prefersDark: boolean): Tokens {
  for (const name of names) {
    if (name === "auto") return prefersDark ? DARK : LIGHT;
    const preset = PRESETS[name.toLowerCase()];
    if (preset) return preset;
  }
  return LIGHT;
}

// The keys of the compatible `theme`.
function fromTheme(theme: Record<string, unknown>): Tokens {
  const colors = part(theme, "colors");
  const typography = part(theme, "typography");
  const border = part(theme, "border");
  const shadow = part(theme, "shadow");
  const button = part(theme, "button");
  const crumbs = part(theme, "drillBreadCrumbs");
  const picker = text(theme["datePickerColor"]);
  return defined({
    accent: text(colors["primary"]) || text(button["primary"]) || picker,
    "accent-text": text(button["primaryText"]),
    background: text(colors["background"]) || text(colors["dashboardBackground"]),
    "card-background": text(colors["cardColor"]) || text(colors["card"]) || text(colors["surface"]),
    "card-border": text(colors["border"]),
    text: text(colors["text"]) || text(colors["textPrimary"]),
    "text-muted": text(colors["textSecondary"]) || text(colors["secondary"]),
    "font-family": text(typography["fontFamily"]),
    "font-size": size(typography["fontSize"]),
    "card-radius": size(border["radius"]) || size(border["radiusMedium"]) || size(border["radiusPrimary"]),
    "card-shadow": text(shadow["primary"]),
    "crumb-font": text(crumbs["fontFamily"]),
    "crumb-color": text(crumbs["fontColor"]),
    "crumb-active": text(crumbs["activeColor"]),
    ...directTokens(theme),
  });
}

// Souk's own names may stand in the object, too: {"tokens": {"card-radius": "4px"}}.
function directTokens(theme: Record<string, unknown>): Tokens {
  return Object.fromEntries(Object.entries(part(theme, "tokens")).map(([name, value]) => [name.replace(/[^a-z0-9-]/g, ""), text(value)]));
}

// The keys of the compatible `admin-theme-options`.
function fromAdminTheme(theme: Record<string, unknown>): Tokens {
  const dashboard = part(theme, "dashboard");
  const title = part(theme, "cardTitle");
  const description = part(theme, "cardDescription");
  const card = part(theme, "cardCustomization");
  return defined({
    "font-family": text(part(theme, "general")["fontFamily"]),
    background: text(dashboard["backgroundColor"]),
    accent: text(dashboard["ctaColor"]),
    "accent-text": text(dashboard["ctaTextColor"]),
    "card-background": text(dashboard["metricCardColor"]),
    "control-radius": size(dashboard["selectBoxBorderRadius"]),
    "title-size": size(title["fontSize"]),
    "title-weight": text(title["fontWeight"]),
    "title-color": text(title["color"]),
    "description-size": size(description["fontSize"]),
    "description-color": text(description["color"]),
    "card-padding": size(card["padding"]),
    "card-radius": size(card["borderRadius"]),
    "card-shadow": text(card["shadow"]),
    "card-border": card["disableStroke"] === true ? "transparent" : text(card["metricStrokeColor"]),
    ...selectedPalette(part(theme, "chart")),
  });
}

function selectedPalette(chart: Record<string, unknown>): Tokens {
  const palettes = Array.isArray(chart["palettes"]) ? (chart["palettes"] as { name?: string; colors?: string[] }[]) : [];
  const palette = palettes.find((one) => one.name === chart["selected"]) ?? palettes[0];
  return palette?.colors ? paletteTokens(palette.colors) : {};
}

function fromOptions({ options }: Settings): Tokens {
  return {
    ...(options.hideMetricCardShadow ? { "card-shadow": "none" } : {}),
    ...(options.disableMetricCardBorder ? { "card-border": "transparent" } : {}),
  };
}

function part(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = object[name];
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function size(value: unknown): string {
  return typeof value === "number" || /^\d+(\.\d+)?$/.test(text(value)) ? `${value}px` : text(value);
}

function defined(tokens: Tokens): Tokens {
  return Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== ""));
}

// A value ends where its declaration ends: a theme can set values and nothing else.
function clean(value: string): string {
  return value.replace(/[;{}<]/g, "");
}
