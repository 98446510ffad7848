// Which language an element speaks, and its texts: the page's own, else the language's, else English.

import { en, type TextKey, type Texts } from "./en";

type Other = { texts: Texts };
const OTHERS: Record<string, () => Promise<Other>> = {
  ar: () => import("./ar"),
  de: () => import("./de"),
  es: () => import("./es"),
  fr: () => import("./fr"),
  hi: () => import("./hi"),
  it: () => import("./it"),
  ja: () => import("./ja"),
  ko: () => import("./ko"),
  pt: () => import("./pt"),
  ru: () => import("./ru"),
  zh: () => import("./zh"),
};

export interface Speech {
  /** A tag for Intl. */
  language: string;
  isRightToLeft: boolean;
  say(key: TextKey, replacements?: Record<string, string | number>): string;
}

const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

export function speech(language: string, own: Record<string, string>, texts: Texts = en): Speech {
  return {
    language,
    isRightToLeft: RIGHT_TO_LEFT.has(baseOf(language)),
    say: (key, replacements = {}) =>
      (own[key] ?? own[en[key]] ?? texts[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(replacements[name] ?? whole)),
  };
}

/** The texts of a language; null when they are English or nobody has them. */
export async function textsOf(language: string): Promise<Texts | null> {
  const load = OTHERS[baseOf(language)];
  return load ? (await load()).texts : null;
}

/** The element's own wish, else that of the page, else English. */
export function languageOf(wished: string, page: string): string {
  return [wished, page].find((tag) => isKnown(tag)) ?? "en";
}

function isKnown(tag: string): boolean {
  if (tag === "") return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && (baseOf(tag) === "en" || baseOf(tag) in OTHERS);
  } catch {
    return false;
  }
}

function baseOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}
