import type { Drawing } from "./drawing";
type Bag = Record<string, unknown>;
export interface Band {
    from: number;
    to: number;
    label: string;
    color: string;
}
export declare function bandsOf(appearance: Bag): Band[];
export declare function hasBands(drawing: Drawing | null): boolean;
export declare function withThresholds(drawing: Drawing, appearance: Bag): Drawing;
/** Where each colour ends, as shares of the scale; `rest` is the colour of what no band covers. */
export declare function arcOf(bands: Band[], least: number, greatest: number, rest: string): [number, string][];
export {};
