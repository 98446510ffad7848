declare const Base: typeof HTMLElement;
declare const NAMES: readonly ["chart-options", "data", "colors", "config", "class-name", "chart-appearance", "theme", "language"];
export type PlainChartSetting = (name: (typeof NAMES)[number]) => unknown;
export declare class SoukPlainChart extends Base {
    #private;
    static readonly observedAttributes: readonly string[];
    chartOptions: string | object;
    data: string | Record<string, unknown>[];
    colors: string | string[];
    connectedCallback(): void;
    attributeChangedCallback(): void;
    give(name: string, value: unknown): void;
    given: PlainChartSetting;
}
export {};
