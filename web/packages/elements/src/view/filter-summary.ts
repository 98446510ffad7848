// A filter's value in words.

import { timeFormatter } from "../formats/format";
import type { TextKey } from "../texts/en";
import { en } from "../texts/en";
import type { Speech } from "../texts/language";
import type { FilterDocument, PeriodValue, RangeValue } from "../types/documents";

export function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.values(value).some((one) => one !== null && one !== undefined && one !== "");
  return true;
}

export function summary(filter: FilterDocument, value: unknown, speech: Speech): string {
  if (Array.isArray(value)) {
    return value.length <= 2 ? value.map((one) => optionLabel(filter, one)).join(", ") : speech.say("chosen", { count: value.length });
  }
  if (typeof value !== "object" || value === null) {
    return filter.type === "date" && typeof value === "string" ? day(value, speech) : optionLabel(filter, value);
  }
  const { preset, startDate, endDate, start, end } = value as PeriodValue;
  if (preset) return presetLabel(preset, speech);
  if (filter.type === "date") return [startDate ?? start, endDate ?? end].map((one) => (one ? day(one, speech) : "…")).join(" – ");
  const { min, max } = value as RangeValue;
  const write = new Intl.NumberFormat(speech.language);
  return `${min === null || min === undefined ? "…" : write.format(min)} – ${max === null || max === undefined ? "…" : write.format(max)}`;
}

export function presetLabel(preset: string, speech: Speech): string {
  const key = `preset.${preset.toLowerCase()}`;
  return key in en ? speech.say(key as TextKey) : preset;
}

function day(text: string, speech: Speech): string {
  return timeFormatter("", undefined, speech.language)(text.slice(0, 10));
}

function optionLabel(filter: FilterDocument, value: unknown): string {
  return filter.options?.find((option) => option.value === value)?.label ?? String(value);
}
