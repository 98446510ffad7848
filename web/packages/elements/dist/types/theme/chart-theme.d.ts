export interface ChartTheme {
    text: string;
    muted: string;
    line: string;
    grid: string;
    card: string;
    palette: string[];
    positive: string;
    negative: string;
    font: string;
    fontSize: number;
    isDark: boolean;
    isStill: boolean;
    appearance: Record<string, unknown>;
}
export declare const LIGHT_PALETTE: string[];
export declare const DARK_PALETTE: string[];
export declare const LIGHT: ChartTheme;
export declare function colorAt(theme: ChartTheme, index: number): string;
/** A colour between two, for heat maps and their like. `share` is from 0 to 1. */
export declare function mixColors(from: string, to: string, share: number): string;
export declare function withOpacity(color: string, opacity: number): string;
/** Black or white, whichever is easier to read on the colour. */
export declare function readableOn(color: string): string;
