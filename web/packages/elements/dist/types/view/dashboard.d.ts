import { nothing, type TemplateResult } from "lit/html.js";
import type { BlockDocument, Place } from "../types/documents";
import type { ViewContext } from "./card-context";
export interface DashboardParts {
    width: number;
    /** Places that differ from the document's while the layout is edited. */
    editedPlaces: Map<string, Place> | null;
    layoutBar: TemplateResult | typeof nothing;
    blockHandles(block: BlockDocument): TemplateResult | typeof nothing;
}
export declare function dashboard(context: ViewContext, parts: DashboardParts): TemplateResult;
/** The blocks of the open tab, and the viewer's own metrics that no block shows. */
export declare function shownBlocks({ store }: ViewContext): BlockDocument[];
export declare function themeObject({ store, settings }: ViewContext): Record<string, unknown>;
