import { type ChartTheme } from "./chart-theme";
export declare function readChartTheme(host: HTMLElement, appearance: Record<string, unknown>): ChartTheme;
