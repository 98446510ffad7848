import { describe, expect, it } from "vitest";
import { en, type TextKey } from "../src/texts/en";
import { textsOf } from "../src/texts/language";

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();

describe.each(["ar", "de", "es", "fr", "hi", "it", "ja", "ko", "pt", "ru", "zh"])("the texts in %s", (language) => {
  it("are all there, with the places of the English ones, and are not English", async () => {
    const texts = (await textsOf(language))!;
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    for (const key of Object.keys(en) as TextKey[]) expect(placeholders(texts[key]), key).toEqual(placeholders(en[key]));
    const same = (Object.keys(en) as TextKey[]).filter((key) => texts[key] === en[key]);
    expect(same.length).toBeLessThan(20);
  });
});
