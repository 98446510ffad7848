import type { Settings } from "../shell/settings";
export type Tokens = Record<string, string>;
export declare function tokensFor(settings: Settings, serverTheme: Record<string, unknown>, prefersDark: boolean): Tokens;
export declare function sheetOf(tokens: Tokens): string;
export declare function paletteTokens(colors: string[]): Tokens;
