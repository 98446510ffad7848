// What a chart needs to know of the looks: plain values, so that options stay pure functions of their input.

export interface ChartTheme {
  text: string;
  muted: string;
  line: string;
  grid: string;
  card: string;
  palette: string[];
  positive: string;
  negative: string;
  font: string;
  fontSize: number;
  isDark: boolean;
  isStill: boolean;
  appearance: Record<string, unknown>;
}

export const LIGHT_PALETTE = ["#4263eb", "#0ca678", "#f08c00", "#d6336c", "#7048e8", "#1098ad", "#74a012", "#e8590c"];
export const DARK_PALETTE = ["#748ffc", "#38d9a9", "#ffc078", "#f783ac", "#b197fc", "#66d9e8", "#c0eb75", "#ffa94d"];

export const LIGHT: ChartTheme = {
  text: "#1b2130",
  muted: "#667085",
  line: "#d9dde4",
  grid: "#eceff3",
  card: "#ffffff",
  palette: LIGHT_PALETTE,
  positive: "#0a8a63",
  negative: "#d92d4b",
  font: "system-ui, sans-serif",
  fontSize: 12,
  isDark: false,
  isStill: false,
  appearance: {},
};

export function colorAt(theme: ChartTheme, index: number): string {
  return theme.palette[index % theme.palette.length] ?? theme.text;
}

/** A colour between two, for heat maps and their like. `share` is from 0 to 1. */
export function mixColors(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const mixed = a.map((channel, index) => Math.round(channel + (b[index]! - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

export function withOpacity(color: string, opacity: number): string {
  const [red, green, blue] = channels(color);
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Black or white, whichever is easier to read on the colour. */
export function readableOn(color: string): string {
  const [red, green, blue] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  // Where the contrasts with black and with white are the same.
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.19 ? "#10141f" : "#ffffff";
}

function channels(color: string): number[] {
  const rgb = /rgba?\(([^)]+)\)/.exec(color)?.[1];
  if (rgb) return rgb.split(/[\s,/]+/).slice(0, 3).map(Number);
  let digits = color.replace("#", "");
  if (digits.length === 3) digits = [...digits].map((digit) => digit + digit).join("");
  return [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16) || 0);
}
