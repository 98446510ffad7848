import type { FilterValues } from "../types/documents";
import type { ExportRequest, Purpose } from "./context";
declare const Base: typeof HTMLElement;
export declare abstract class SoukElement extends Base {
    #private;
    static readonly observedAttributes: readonly string[];
    /** Gives a new guest token when there is none or the last one has expired. */
    getToken: (() => string | Promise<string>) | null;
    token: string;
    baseUrl: string;
    options: string | object;
    theme: string | object;
    themeName: string;
    language: string;
    translations: string | Record<string, string>;
    filters: string | FilterValues;
    abstract readonly purpose: Purpose;
    /** Asks the server again and draws what has changed. */
    refresh(): Promise<void>;
    /** Sets filters by name; those that are not named keep their values, and null clears one. */
    setFilters(filters: FilterValues): Promise<void>;
    getFilters(): Promise<FilterValues>;
    /** Makes a file of one metric (csv, xlsx, png) or of the whole dashboard (pdf). */
    exportMetric(request: ExportRequest): Promise<Blob>;
    openBuilder(metricId?: string): Promise<void>;
    openManager(): Promise<void>;
    openReports(): Promise<void>;
    editLayout(): Promise<void>;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string, before: string | null, after: string | null): void;
    /** Called for a changed attribute or property. */
    changed(name: string): void;
    property(name: string): unknown;
    setProperty(name: string, value: unknown): void;
}
export {};
