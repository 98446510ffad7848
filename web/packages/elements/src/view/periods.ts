// The quick ranges of date filters. The server resolves them by their words, in the token's time zone; only those of
// another calendar's year are turned into days here.

import type { Settings } from "../shell/settings";
import type { PeriodValue } from "../types/documents";

const PRESETS = [
  "today", "yesterday", "last 7 days", "last 30 days", "this month", "last month", "last 3 months", "last 6 months",
  "last 12 months", "this year", "last year",
];

export interface Preset { label: string; value: PeriodValue }

export function presetsFor(filter: string, settings: Settings, label: (preset: string) => string): Preset[] {
  const own = settings.filterOptions[filter]?.datePresetOptions;
  if (own) {
    return own.map(({ type, interval, timeGrain, label: text }) => ({
      label: text,
      value: { preset: interval > 1 || type === "last" && interval !== 1 ? `${type} ${interval} ${timeGrain}s` : `${type} ${timeGrain}` },
    }));
  }
  const hidden = new Set((settings.options.hideDatePickerOptions ?? []).map((text) => text.toLowerCase()));
  return PRESETS.filter((preset) => !hidden.has(preset)).map((preset) => ({ label: label(preset), value: { preset } }));
}

const FIRST_MONTH_OF_INDIA = 3;

/** With the Indian calendar years begin in April. */
export function periodOf(value: PeriodValue, settings: Settings, now: Date = new Date()): PeriodValue {
  const shift = { "this year": 0, "last year": -1 }[value.preset ?? ""];
  if (settings.calendar !== "ind" || shift === undefined) return value;
  const year = now.getFullYear() - (now.getMonth() < FIRST_MONTH_OF_INDIA ? 1 : 0) + shift;
  return { startDate: `${year}-04-01`, endDate: `${year + 1}-03-31` };
}
