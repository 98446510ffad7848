import type { SeriesOption } from "./drawing";
export interface BarWish {
    isLying?: boolean;
    isStacked?: boolean;
    isTop?: boolean;
}
export declare function barSeries(color: string, wish?: BarWish): SeriesOption;
