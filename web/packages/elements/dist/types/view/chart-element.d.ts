import type { ChartLocale, Drawing, Mark } from "../charts/drawing";
import { type ECharts } from "../charts/engine";
import type { ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec } from "../types/documents";
export interface ChartInput {
    answer: Answer;
    chart: ChartSpec;
    theme: ChartTheme;
    locale: ChartLocale;
    renderer: "canvas" | "svg";
    hidden: ReadonlySet<string>;
}
export declare function drawingOf(input: ChartInput): Drawing | null;
/** No picture will come that needs the common parts only: nothing is to be waited for. */
export declare function onlyRareCharts(): void;
export declare class SoukChart extends HTMLElement {
    #private;
    onMark: ((mark: Mark) => void) | null;
    onRead: ((text: string) => void) | null;
    /** The ECharts instance, for reading back what is drawn. */
    get chart(): ECharts | undefined;
    get drawing(): Drawing | null;
    get input(): ChartInput | null;
    set input(input: ChartInput | null);
    connectedCallback(): void;
    disconnectedCallback(): void;
}
