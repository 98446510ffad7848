// What a page says by attributes and properties, read into one object. JSON attributes of the compatible product
// are strings; the same names as properties take objects. A text that is not JSON is told on the console.

import type { FilterOption, FilterValues } from "../types/documents";

export interface Options {
  disableMetricCreation?: boolean;
  disableMetricUpdation?: boolean;
  disableMetricDeletion?: boolean;
  disableManageMetrics?: boolean;
  disableLayoutCustomization?: boolean;
  disableSaveLayout?: boolean;
  disableScheduleEmailReports?: boolean;
  disableUnderlyingData?: boolean;
  hideDashboardName?: boolean;
  hideMetricCardShadow?: boolean;
  disableMetricCardBorder?: boolean;
  showDashboardActions?: boolean;
  shouldFitFullScreen?: boolean;
  disableMainLoader?: boolean;
  disableMetricLoader?: boolean;
  isShowNoDataFoundScreen?: boolean;
  disableDownloadUnderlyingDataNoFilters?: boolean;
  disableDownloadDataNoFilters?: boolean;
  exportMsgPosition?: string;
  hideDatePickerOptions?: string[];
  chartColors?: string[];
  chartAppearance?: Record<string, unknown>;
  tokenExpiryMessage?: string;
  tokenAbsentMessage?: string;
}

export interface GlobalFilterOption {
  options?: FilterOption[];
  defaultOption?: unknown;
  datePresetOptions?: { type: "this" | "last"; interval: number; timeGrain: string; label: string }[];
}

export interface Settings {
  options: Options;
  theme: Record<string, unknown> | string;
  themeName: string;
  adminTheme: Record<string, unknown>;
  language: string;
  translations: Record<string, string>;
  messages: { tokenExpiry?: string; tokenAbsent?: string };
  colors: string[] | null;
  appearance: Record<string, unknown>;
  filterOptions: Record<string, GlobalFilterOption>;
  filters: FilterValues;
  renderer: "canvas" | "svg";
  calendar: string;
  variant: string;
  height: string;
  width: string;
  icon: string;
  filterPosition: string;
  noDataImage: string;
  menuIcon: { name: string; svg: string };
  description: { width: string; color: string };
  switches: Set<Switch>;
}

export const SWITCHES = [
  "is-sticky-dashboard-filters", "enable-title-click-fullscreen", "enable-download-csv", "enable-email-csv",
  "disable-download-png", "enable-download-all-metrics", "enable-download-all-pdf", "enable-multi-metric-filters",
  "is-hide-chart-settings", "is-hide-table-preview", "disable-fullscreen",
] as const;
export type Switch = (typeof SWITCHES)[number];

export const ATTRIBUTES = [
  "token", "dashboard-id", "metric-id", "base-url", "options", "theme", "theme-name", "admin-theme-options",
  "custom-messages", "global-filter-options", "metric-filter-options", "chart-colors", "chart-appearance",
  "appearance-options", "chart-renderer-type", "language", "calendar-type", "translations", "filters",
  "handle-server-event", "chart-click-function", "client-id", "variant", "height", "width", "options-icon",
  "metric-filter-position", "custom-chart-settings", "settings-icon", "long-description-config", "no-data-img", "no-data-found-svg", ...SWITCHES,
] as const;

/** A change of one of these asks the server again; the others only draw again. */
export const IDENTITY = new Set(["token", "dashboard-id", "metric-id", "base-url", "filters"]);

export function readSettings(element: Element, properties: Map<string, unknown>): Settings {
  const raw = (name: string): unknown => properties.get(name) ?? element.getAttribute(name) ?? undefined;
  const text = (name: string): string => String(raw(name) ?? "");
  const json = <T>(name: string, otherwise: T): T => parsed(raw(name), name, otherwise);
  const options = json<Options>("options", {});
  const theme = raw("theme");
  const custom = defaultsIn(json("custom-chart-settings", {})) as Record<string, Record<string, unknown> | undefined>;
  return {
    options,
    theme: typeof theme === "string" && !theme.trim().startsWith("{") ? theme : json("theme", {}),
    themeName: text("theme-name"),
    adminTheme: json("admin-theme-options", {}),
    language: text("language"),
    translations: json("translations", {}),
    messages: {
      ...definedOnly({ tokenExpiry: options.tokenExpiryMessage, tokenAbsent: options.tokenAbsentMessage }),
      ...json("custom-messages", {}),
    },
    colors: json<string[] | null>("chart-colors", null) ?? options.chartColors ?? (Array.isArray(custom["chartColors"]) ? custom["chartColors"] : null),
    appearance: {
      // Groups that `chart-appearance` does not have are read by their own names where they are drawn.
      ...custom,
      ...definedOnly({ chartMargin: custom["margins"], chartLegend: custom["legendSettings"], chartLabel: custom["labelSettings"], chartTooltip: custom["tooltipSettings"] }),
      ...options.chartAppearance,
      ...json<Record<string, unknown>>("appearance-options", {}),
      ...json<Record<string, unknown>>("chart-appearance", {}),
    },
    filterOptions: { ...json("global-filter-options", {}), ...json("metric-filter-options", {}) },
    filters: json<FilterValues>("filters", {}),
    renderer: text("chart-renderer-type") === "svg" ? "svg" : "canvas",
    calendar: text("calendar-type") || "default",
    variant: text("variant"),
    height: text("height"),
    width: text("width"),
    icon: text("options-icon"),
    filterPosition: text("metric-filter-position") || "inside",
    noDataImage: text("no-data-img") || text("no-data-found-svg"),
    menuIcon: named(json("settings-icon", {}), ["name", "iconSvg"], (name, svg) => ({ name, svg })),
    description: named(json("long-description-config", {}), ["width", "fontColor"], (width, color) => ({ width, color })),
    switches: new Set(SWITCHES.filter((name) => isOn(raw(name)))),
  };
}

// `custom-chart-settings` says of each leaf how it begins and whether viewers may change it; only the first counts here.
function defaultsIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("defaultValue" in value) return value.defaultValue;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, defaultsIn(one)]));
}

function named<T>(object: Record<string, unknown>, [first, second]: [string, string], make: (first: string, second: string) => T): T {
  return make(String(object[first] ?? ""), String(object[second] ?? ""));
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== "false";
}

function parsed<T>(value: unknown, name: string, otherwise: T): T {
  if (value === undefined || value === "") return otherwise;
  if (typeof value !== "string") return value as T;
  try {
    return JSON.parse(value) as T;
  } catch {
    console.warn(`souk: the attribute ${name} is not JSON`);
    return otherwise;
  }
}

function definedOnly<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
