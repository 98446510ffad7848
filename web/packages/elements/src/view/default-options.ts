// What the page's `global-filter-options` and `metric-filter-options` say of the values that filters begin with.

import type { Settings } from "../shell/settings";
import type { FilterDocument, FilterValue, FilterValues, Scalar } from "../types/documents";
import { periodOf, presetsFor } from "./periods";

/** By filter; those that the page or the token gives a value are left alone. */
export function wishedDefaults(filters: FilterDocument[], settings: Settings): FilterValues {
  const wished = filters.filter((filter) => filter.value === undefined && !(filter.name in settings.filters))
    .map((filter): [string, FilterValue] => [filter.name, wishOf(filter, settings)]);
  return Object.fromEntries(wished.filter(([, value]) => value !== null));
}

function wishOf(filter: FilterDocument, settings: Settings): FilterValue {
  const wish = settings.filterOptions[filter.name]?.defaultOption;
  if (wish === undefined || wish === null || wish === "") return null;
  if (filter.type === "date") return periodIn(filter, wish, settings);
  if (filter.variant === "range") return typeof wish === "object" ? (wish as FilterValue) : null;
  const values = (Array.isArray(wish) ? wish : [wish]).map(plain).filter((value) => value !== null);
  if (filter.variant === "multiselect") return values.length > 0 ? values : null;
  return values[0] ?? null;
}

// A value alone, or one of the `options` with its label.
function plain(one: unknown): Scalar {
  const value = typeof one === "object" && one !== null ? (one as { value?: unknown }).value : one;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

// The label of a quick range, or the period itself.
function periodIn(filter: FilterDocument, wish: unknown, settings: Settings): FilterValue {
  const label = typeof wish === "string" ? wish : (wish as { label?: unknown; value?: unknown }).label ?? (wish as { value?: unknown }).value;
  const named = presetsFor(filter.name, settings, (preset) => preset).find((preset) => typeof label === "string" && preset.label.toLowerCase() === label.toLowerCase());
  if (named) return periodOf(named.value, settings);
  return typeof wish === "object" ? (wish as FilterValue) : /^\d{4}-\d\d-\d\d/.test(String(wish)) ? String(wish) : null;
}
