// The series of a bar.

import type { SeriesOption } from "./drawing";

export interface BarWish {
  isLying?: boolean;
  isStacked?: boolean;
  isTop?: boolean;
}

export function barSeries(color: string, wish: BarWish = {}): SeriesOption {
  const round = wish.isStacked && !wish.isTop ? 0 : 4;
  return {
    type: "bar",
    itemStyle: { color, borderRadius: wish.isLying ? [0, round, round, 0] : [round, round, 0, 0] },
    barMaxWidth: wish.isLying ? 26 : 44,
    barCategoryGap: "34%",
    barGap: "12%",
    emphasis: { focus: "series" },
    blur: { itemStyle: { opacity: 0.35 } },
    ...(wish.isStacked ? { stack: "all" } : {}),
  };
}
