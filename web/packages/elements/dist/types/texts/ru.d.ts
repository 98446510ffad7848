import type { Texts } from "./en";
export declare const texts: Texts;
