import { type TemplateResult } from "lit/html.js";
import type { ViewContext } from "../view/card-context";
import type { Overlay } from "../view/state";
type DialogOverlay = Overlay & {
    kind: "dialog";
};
export declare function titleOf({ store, speech }: ViewContext, overlay: DialogOverlay): string;
export declare function dialog(context: ViewContext, overlay: DialogOverlay): TemplateResult;
export declare function removeMetric({ store, speech }: ViewContext, metricId: string): Promise<void>;
export {};
