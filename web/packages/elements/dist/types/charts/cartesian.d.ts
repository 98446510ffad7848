import { type ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec } from "../types/documents";
import type { ChartLocale, Drawing, SeriesOption } from "./drawing";
import { type Shape, type ShapedSeries } from "./shape";
export interface CartesianWish {
    /** Bars that lie down: the categories stand on the vertical axis. */
    isLying?: boolean;
    /** Values are shares of their category. */
    isShare?: boolean;
    seriesOption(series: ShapedSeries, index: number, count: number, color: string): SeriesOption;
}
export declare function cartesian(answer: Answer, chart: ChartSpec, theme: ChartTheme, locale: ChartLocale, wish: CartesianWish): Drawing;
export declare function baseOption(theme: ChartTheme): Record<string, unknown>;
export declare function categoryAxis(shape: Pick<Shape, "labels" | "isTime">, theme: ChartTheme, locale: ChartLocale, isLying: boolean): Record<string, unknown>;
export declare function valueAxis(theme: ChartTheme, write: (value: unknown) => string, locale: ChartLocale, isLying: boolean): Record<string, unknown>;
export declare function pointerShade(theme: ChartTheme): string;
export declare function legendOf(series: {
    name: string;
}[], theme: ChartTheme): Drawing["legend"];
