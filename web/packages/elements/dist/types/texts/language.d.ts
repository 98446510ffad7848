import { type TextKey, type Texts } from "./en";
export interface Speech {
    /** A tag for Intl. */
    language: string;
    isRightToLeft: boolean;
    say(key: TextKey, replacements?: Record<string, string | number>): string;
}
export declare function speech(language: string, own: Record<string, string>, texts?: Texts): Speech;
/** The texts of a language; null when they are English or nobody has them. */
export declare function textsOf(language: string): Promise<Texts | null>;
/** The element's own wish, else that of the page, else English. */
export declare function languageOf(wished: string, page: string): string;
