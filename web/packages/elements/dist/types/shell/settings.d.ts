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
    datePresetOptions?: {
        type: "this" | "last";
        interval: number;
        timeGrain: string;
        label: string;
    }[];
}
export interface Settings {
    options: Options;
    theme: Record<string, unknown> | string;
    themeName: string;
    adminTheme: Record<string, unknown>;
    language: string;
    translations: Record<string, string>;
    messages: {
        tokenExpiry?: string;
        tokenAbsent?: string;
    };
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
    menuIcon: {
        name: string;
        svg: string;
    };
    description: {
        width: string;
        color: string;
    };
    switches: Set<Switch>;
}
export declare const SWITCHES: readonly ["is-sticky-dashboard-filters", "enable-title-click-fullscreen", "enable-download-csv", "enable-email-csv", "disable-download-png", "enable-download-all-metrics", "enable-download-all-pdf", "enable-multi-metric-filters", "is-hide-chart-settings", "is-hide-table-preview", "disable-fullscreen"];
export type Switch = (typeof SWITCHES)[number];
export declare const ATTRIBUTES: readonly ["token", "dashboard-id", "metric-id", "base-url", "options", "theme", "theme-name", "admin-theme-options", "custom-messages", "global-filter-options", "metric-filter-options", "chart-colors", "chart-appearance", "appearance-options", "chart-renderer-type", "language", "calendar-type", "translations", "filters", "handle-server-event", "chart-click-function", "client-id", "variant", "height", "width", "options-icon", "metric-filter-position", "custom-chart-settings", "settings-icon", "long-description-config", "no-data-img", "no-data-found-svg", "is-sticky-dashboard-filters", "enable-title-click-fullscreen", "enable-download-csv", "enable-email-csv", "disable-download-png", "enable-download-all-metrics", "enable-download-all-pdf", "enable-multi-metric-filters", "is-hide-chart-settings", "is-hide-table-preview", "disable-fullscreen"];
/** A change of one of these asks the server again; the others only draw again. */
export declare const IDENTITY: Set<string>;
export declare function readSettings(element: Element, properties: Map<string, unknown>): Settings;
