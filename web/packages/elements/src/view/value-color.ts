// The compatible `bgColorRules`: the colour behind a single value.

import { numberOf } from "../formats/values";
import { readableOn } from "../theme/chart-theme";
import { safe } from "./conditions";

type Bag = Record<string, unknown>;

/** The first rule whose bounds hold the value; a bound that is missing holds always. */
export function valueColor(appearance: Bag, value: number | null): string | null {
  const rules = (appearance["customSettings"] as Bag | undefined)?.["bgColorRules"];
  if (value === null || !Array.isArray(rules)) return null;
  const rule = (rules as (Bag | null)[]).find((one) => {
    const [least, greatest] = [numberOf(one?.["min"]), numberOf(one?.["max"])];
    return (least ?? greatest) !== null && value >= (least ?? -Infinity) && value <= (greatest ?? Infinity);
  });
  return rule?.["color"] ? safe(String(rule["color"])) : null;
}

export function styleOn(color: string | null): string {
  if (!color) return "";
  const around = `background-color: ${color}; padding: 8px 12px; border-radius: 8px`;
  if (!/^(#|rgba?\()/.test(color)) return around;
  const text = readableOn(color);
  return `${around}; color: ${text}; ${["text", "text-muted", "positive", "negative"].map((name) => `--souk-${name}: ${text}`).join("; ")}`;
}
