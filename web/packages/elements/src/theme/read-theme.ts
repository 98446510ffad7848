// Reads the custom properties as they hold for an element, for charts that paint on a canvas.

import { LIGHT, type ChartTheme } from "./chart-theme";

export function readChartTheme(host: HTMLElement, appearance: Record<string, unknown>): ChartTheme {
  const style = getComputedStyle(host);
  const read = (name: string, otherwise: string): string => style.getPropertyValue(`--souk-${name}`).trim() || otherwise;
  const palette = Array.from({ length: 12 }, (_, index) => read(`color-${index + 1}`, "")).filter((color) => color !== "");
  const card = read("card-background", LIGHT.card);
  return {
    text: read("text", LIGHT.text),
    muted: read("text-muted", LIGHT.muted),
    line: read("line", LIGHT.line),
    grid: read("grid-line", LIGHT.grid),
    card: card === "transparent" ? LIGHT.card : card,
    palette: palette.length > 0 ? palette : LIGHT.palette,
    positive: read("positive", LIGHT.positive),
    negative: read("negative", LIGHT.negative),
    font: read("font-family", LIGHT.font),
    fontSize: 12,
    isDark: style.colorScheme === "dark",
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
    appearance,
  };
}
