import type { Drawing } from "../charts/drawing";
type Bag = Record<string, unknown>;
export interface LegendWish {
    isShown: boolean;
    place: "top" | "bottom" | "left" | "right";
}
export declare function legendWish(appearance: Bag): LegendWish;
/** How the legend itself looks: classes for what the style sheet knows, a style for the rest. */
export interface LegendLooks {
    classes: string;
    style: string;
}
export declare function legendLooks(appearance: Bag): LegendLooks;
/** The looks of the tooltip, as custom properties that the style sheet reads. */
export declare function tooltipStyle(appearance: Bag): string;
export declare function withAppearance(drawing: Drawing, appearance: Bag): Drawing;
export {};
