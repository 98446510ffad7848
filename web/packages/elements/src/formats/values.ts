// Reads the values of an answer: numbers that may come as exact decimal texts, and times that come as wall clocks
// without a zone. A wall clock is kept as it is by reading it as UTC and never showing it in another zone.

import type { Answer, AnswerColumn, Row, Scalar } from "../types/documents";

export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

const WALL_CLOCK = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

export function isTimeText(value: unknown): value is string {
  return typeof value === "string" && WALL_CLOCK.test(value);
}

/** The wall clock as a date whose UTC parts are the clock's. */
export function wallClock(value: unknown): Date | null {
  const parts = typeof value === "string" ? WALL_CLOCK.exec(value) : null;
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return new Date(Date.UTC(year!, month! - 1, day!, hour || 0, minute || 0, second || 0));
}

export type ColumnKind = "number" | "time" | "boolean" | "text";

export function kindOf(answer: Answer, name: string): ColumnKind {
  const declared = answer.metaData.columns.find((column) => column.name === name)?.dataType.toLowerCase() ?? "";
  if (/date|time/.test(declared)) return "time";
  if (/bool/.test(declared)) return "boolean";
  if (/num|int|dec|float|double|real/.test(declared)) return "number";
  const sample = answer.data.find((row) => row[name] !== null && row[name] !== undefined)?.[name];
  if (typeof sample === "number") return "number";
  if (typeof sample === "boolean") return "boolean";
  return isTimeText(sample) ? "time" : "text";
}

export function columnsOf(answer: Answer): AnswerColumn[] {
  if (answer.metaData.columns.length > 0) return answer.metaData.columns;
  return Object.keys(answer.data[0] ?? {}).map((name) => ({ name, dataType: "", label: name }));
}

export function labelOf(answer: Answer, name: string): string {
  return columnsOf(answer).find((column) => column.name === name)?.label ?? name;
}

export function valueAt(row: Row | undefined, name: string | undefined): Scalar {
  return (name === undefined ? null : row?.[name]) ?? null;
}
