// Shares of a whole, with the whole in the middle.

import { shortFormatterOf } from "../formats/format";
import type { DrawChart } from "./drawing";
import { pie } from "./pie";
import { slicesOf } from "./slices";

export const doughnut: DrawChart = (answer, chart, theme, locale) => {
  const drawing = pie(answer, chart, theme, locale);
  const { slices, y } = slicesOf(answer, chart, locale);
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  const write = y ? shortFormatterOf(answer, chart, y, locale.language) : String;
  const [ring] = drawing.option.series;
  const middle = {
    show: true, position: "center", formatter: `{total|${write(total)}}\n{word|${locale.texts.total}}`,
    rich: {
      total: { fontSize: 20, fontWeight: 650, color: theme.text, lineHeight: 26, fontFamily: theme.font },
      word: { fontSize: 11, color: theme.muted, lineHeight: 16, fontFamily: theme.font },
    },
  };
  // One slice carries the words in the middle.
  const data = (ring?.data ?? []).map((slice, index) => (index === 0 ? { ...(slice as object), label: middle } : slice));
  return { ...drawing, option: { ...drawing.option, series: [{ ...ring!, data, radius: ["62%", "88%"] }] } };
};
