import { type ChartTheme } from "../theme/chart-theme";
import type { SeriesOption } from "./drawing";
import type { ShapedSeries } from "./shape";
export declare function lineSeries(series: ShapedSeries, theme: ChartTheme, color: string, filled?: boolean): SeriesOption;
