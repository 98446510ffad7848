import type { BlockDocument, Breakpoint, Place } from "../types/documents";
export declare const BREAKPOINTS: Breakpoint[];
export interface Grid {
    widths: Record<Breakpoint, number>;
    columns: Record<Breakpoint, number>;
}
export declare const GRID: Grid;
/** The grid with what the compatible theme says of `breakpoint` and `metricLayoutCols`. */
export declare function gridOf(theme: Record<string, unknown>): Grid;
export declare function breakpointAt(width: number, grid: Grid): Breakpoint;
export declare function placesAt(blocks: BlockDocument[], breakpoint: Breakpoint, grid: Grid): Map<string, Place>;
/** Puts blocks one after the other where they fit highest, leftmost first. */
export declare function pack(sizes: {
    id: string;
    w: number;
    h: number;
}[], columns: number): Map<string, Place>;
/** Moves a block and pushes down those that it now covers. */
export declare function moved(places: Map<string, Place>, id: string, to: Place, columns: number): Map<string, Place>;
