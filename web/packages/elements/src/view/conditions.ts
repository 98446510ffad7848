// Conditional formats of tables: which cells stand out, and how.

import { numberOf } from "../formats/values";
import type { Condition, Scalar } from "../types/documents";

export function cellStyle(conditions: Condition[], column: string, value: Scalar): string {
  const style = conditions.filter((one) => one.column === column && holds(one, value)).map((one) => one.style);
  return style.flatMap(({ color, background, bold }) => [
    ...(color ? [`color: ${safe(color)}`] : []),
    ...(background ? [`background-color: ${safe(background)}`] : []),
    ...(bold ? ["font-weight: 650"] : []),
  ]).join("; ");
}

export function holds({ operator, value: wanted }: Condition, value: Scalar): boolean {
  if (operator === "equals") {
    const number = numberOf(wanted);
    return value === wanted || (number !== null && numberOf(value) === number);
  }
  const number = numberOf(value);
  if (number === null) return false;
  if (operator === "between") {
    const [least, greatest] = Array.isArray(wanted) ? wanted : [NaN, NaN];
    return number >= least && number <= greatest;
  }
  const bound = numberOf(wanted);
  if (bound === null) return false;
  return { gt: number > bound, gte: number >= bound, lt: number < bound, lte: number <= bound }[operator];
}

const NAMED = new Set(["positive", "negative", "accent", "text-muted"]);

// A name of the theme follows light and dark; a colour stays as it is.
export function safe(color: string): string {
  if (NAMED.has(color)) return `var(--souk-${color})`;
  return color.replace(/[^#\w\s(),.%/-]/g, "");
}
