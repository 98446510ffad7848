// How one value is written, by Intl and the language of the element.

import type { Answer, ChartSpec, ColumnFormat } from "../types/documents";
import { isTimeText, kindOf, numberOf, wallClock } from "./values";

export type Formatter = (value: unknown) => string;

export const NOTHING = "–";
const MAXIMUM_DIGITS = 2;

export function formatterOf(answer: Answer, chart: ChartSpec, column: string, language: string): Formatter {
  return formatterFor(kindOf(answer, column), column, chart.formats?.[column], language);
}

/** The same, shorter: for axes and tight places. */
export function shortFormatterOf(answer: Answer, chart: ChartSpec, column: string, language: string): Formatter {
  const format = chart.formats?.[column] ?? {};
  const style = format.style ?? "number";
  if (style === "percent") return numberFormatter({ style }, language);
  if (style === "duration" || kindOf(answer, column) !== "number") {
    return formatterOf(answer, chart, column, language);
  }
  return numberFormatter({ ...format, compact: true, digits: 1 }, language);
}

export function formatterFor(kind: string, column: string, format: ColumnFormat | undefined, language: string): Formatter {
  if (format?.style === "date" || (kind === "time" && !format?.style)) return timeFormatter(column, format, language);
  if (format?.style === "duration") return durationFormatter(language);
  if (kind === "number" || format?.style) return numberFormatter(format ?? {}, language);
  return (value) => (value === null || value === undefined ? NOTHING : String(value));
}

export function numberFormatter(format: ColumnFormat, language: string): Formatter {
  const options: Intl.NumberFormatOptions = { maximumFractionDigits: format.digits ?? MAXIMUM_DIGITS };
  if (format.digits !== undefined && !format.compact) options.minimumFractionDigits = format.digits;
  if (format.style === "currency") {
    options.style = "currency";
    options.currency = format.currency ?? "USD";
    options.currencyDisplay = "narrowSymbol";
    // Without a wish, a currency's own number of digits holds, and whole amounts of thousands need none.
    if (format.digits === undefined) delete options.maximumFractionDigits;
  }
  if (format.style === "percent") options.style = "percent";
  if (format.compact) {
    options.notation = "compact";
    options.maximumFractionDigits = Math.min(format.digits ?? 1, 1);
    delete options.minimumFractionDigits;
    if (format.style === "currency") options.minimumFractionDigits = 0;
  }
  const write = new Intl.NumberFormat(language, options);
  return (value) => {
    const number = numberOf(value);
    if (number === null) return value === null || value === undefined || value === "" ? NOTHING : String(value);
    const text = format.unit ? `${write.format(number)}\u00a0${format.unit}` : write.format(number);
    return `${format.prefix ?? ""}${text}${format.suffix ?? ""}`;
  };
}

const UNITS: [Intl.NumberFormatOptions["unit"] & string, number][] = [
  ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1],
];

/** Seconds as the two greatest units that are there. */
export function durationFormatter(language: string): Formatter {
  const unit = (name: string, number: number): string =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: 1 }).format(number);
  return (value) => {
    const seconds = numberOf(value);
    if (seconds === null) return NOTHING;
    const sign = seconds < 0 ? "−" : "";
    let rest = Math.abs(seconds);
    if (rest < 60) return sign + unit("second", rest);
    rest = Math.round(rest);
    const first = UNITS.findIndex(([, size]) => rest >= size);
    const parts = UNITS.slice(first, first + 2).map(([name, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return [name, count] as const;
    });
    return sign + parts.filter(([, count]) => count > 0).map(([name, count]) => unit(name, count)).join(" ");
  };
}

export function granularityOf(column: string): string {
  return /\.(second|minute|hour|day|week|month|quarter|year)$/.exec(column)?.[1] ?? "";
}

export function timeFormatter(column: string, format: ColumnFormat | undefined, language: string): Formatter {
  const granularity = granularityOf(column);
  const write = new Intl.DateTimeFormat(language, { timeZone: "UTC", ...timeOptions(granularity, format) });
  return (value) => {
    if (value === null || value === undefined) return NOTHING;
    const clock = isTimeText(value) ? wallClock(value) : null;
    if (!clock) return String(value);
    if (granularity === "quarter" && !format?.dateStyle) return quarterText(clock, language);
    const hasTime = !granularity && !format?.dateStyle && /[T ]/.test(value as string) && !/[T ]00:00(:00(\.0+)?)?$/.test(value as string);
    return hasTime ? `${write.format(clock)} ${timeOfDay(clock, language)}` : write.format(clock);
  };
}

function timeOptions(granularity: string, format: ColumnFormat | undefined): Intl.DateTimeFormatOptions {
  if (format?.dateStyle) return { dateStyle: format.dateStyle };
  if (granularity === "year") return { year: "numeric" };
  if (granularity === "month" || granularity === "quarter") return { year: "numeric", month: "short" };
  const day: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "numeric" };
  if (granularity === "hour" || granularity === "minute") return { ...day, hour: "numeric", minute: "2-digit" };
  if (granularity === "second") return { ...day, hour: "numeric", minute: "2-digit", second: "2-digit" };
  return day;
}

// Intl has no quarters.
function quarterText(clock: Date, language: string): string {
  const quarter = Math.floor(clock.getUTCMonth() / 3) + 1;
  const year = new Intl.DateTimeFormat(language, { timeZone: "UTC", year: "numeric" }).format(clock);
  return `Q${quarter} ${year}`;
}

function timeOfDay(clock: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", hour: "numeric", minute: "2-digit" }).format(clock);
}
