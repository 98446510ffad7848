import type { Drawing } from "../charts/drawing";
type Bag = Record<string, unknown>;
export interface LegendWish {
    isShown: boolean;
    place: "top" | "bottom" | "left" | "right";
}
export declare function legendWish(appearance: Bag): LegendWish;
export declare function withAppearance(drawing: Drawing, appearance: Bag): Drawing;
export {};
