import { type ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec } from "../types/documents";
import type { ChartLocale, Drawing } from "./drawing";
export declare function points(answer: Answer, chart: ChartSpec, theme: ChartTheme, locale: ChartLocale, size: string | null): Drawing;
/** The area grows with the value, not the diameter. */
export declare function diameter(value: number, greatest: number): number;
