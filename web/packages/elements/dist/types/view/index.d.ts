import { nothing, type TemplateResult } from "lit/html.js";
import type { ElementContext, ExportRequest, View } from "../shell/context";
import type { Foundations } from "../shell/foundations";
import type { BlockDocument, FilterValues, Place } from "../types/documents";
import type { FeatureName, Features, ViewContext } from "./card-context";
import { Store } from "./store";
export { drawPlainChart } from "./plain-chart";
export declare function openView(context: ElementContext, foundations: Foundations): View;
/** What features that come later put into the picture. */
export interface Additions {
    overlay: (() => TemplateResult | typeof nothing) | null;
    editedPlaces: Map<string, Place> | null;
    layoutBar: (() => TemplateResult) | null;
    blockHandles: ((block: BlockDocument) => TemplateResult) | null;
}
export declare class ElementView implements View {
    #private;
    readonly store: Store;
    readonly additions: Additions;
    constructor(context: ElementContext, foundations: Foundations);
    load(reply: Promise<Response>): Promise<void>;
    settingsChanged: () => void;
    refresh(): Promise<void>;
    setFilters(filters: FilterValues): Promise<void>;
    getFilters(): FilterValues;
    exported(request: ExportRequest): Promise<Blob>;
    openBuilder(metricId?: string): Promise<void>;
    openManager(): Promise<void>;
    openReports(): Promise<void>;
    editLayout(): Promise<void>;
    close(): void;
    /** Draws once for many changes. */
    draw(): void;
    feature<Name extends FeatureName>(name: Name): Promise<Features[Name]>;
    viewContext(): ViewContext;
}
