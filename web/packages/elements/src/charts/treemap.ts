// Rectangles whose areas are values; with a series, grouped by it.

import { formatterOf, shortFormatterOf } from "../formats/format";
import { valueAt } from "../formats/values";
import { colorAt, readableOn } from "../theme/chart-theme";
import { baseOption } from "./cartesian";
import type { DrawChart, Mark } from "./drawing";
import { distinct } from "./shape";
import { slicesOf, type Slice } from "./slices";
import { tooltipOf } from "./tooltip";

export const treemap: DrawChart = (answer, chart, theme, locale) => {
  const all = slicesOf(answer, chart, locale);
  const positive = all.slices.filter((slice) => slice.value > 0);
  const short = all.y ? shortFormatterOf(answer, chart, all.y, locale.language) : String;
  const groups = chart.series ? distinct(positive.map((slice) => valueAt(slice.row, chart.series))) : [];
  const groupName = chart.series ? formatterOf(answer, chart, chart.series, locale.language) : String;
  // The mark travels with the node, because a tree has no plain order of its nodes.
  const leaf = (slice: Slice, color: string) => ({
    name: slice.name, value: slice.value, itemStyle: { color }, label: { color: readableOn(color) }, mark: all.slices.indexOf(slice),
  });
  const data = chart.series
    ? groups.map((group, index) => ({
      name: group === null ? locale.texts.nothing : groupName(group),
      itemStyle: { color: colorAt(theme, index) },
      children: positive.filter((slice) => valueAt(slice.row, chart.series) === group).map((slice) => leaf(slice, colorAt(theme, index))),
    }))
    : positive.map((slice, index) => leaf(slice, colorAt(theme, index)));
  const marks: Mark[] = all.slices.map((slice) => ({
    column: all.x ?? null, value: slice.category, row: slice.row, label: `${slice.name}: ${all.write(slice.value)}`,
  }));
  return {
    option: {
      ...baseOption(theme),
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const node = point as unknown as { name?: string; value?: number; color?: string } | undefined;
        return { title: "", lines: [{ color: node?.color ?? theme.text, name: node?.name ?? "", value: all.write(node?.value) }] };
      }),
      series: [{
        type: "treemap",
        left: 0, right: 0, top: 0, bottom: 0, roam: false, nodeClick: false, breadcrumb: { show: false },
        data,
        itemStyle: { borderColor: theme.card, borderWidth: 2, gapWidth: 2, borderRadius: 4 },
        label: {
          fontSize: 12, fontWeight: 550, overflow: "truncate",
          formatter: (node: { name: string; value: number }) => `${node.name}\n${short(node.value)}`,
        },
        upperLabel: { show: false },
        levels: chart.series
          ? [{ itemStyle: { gapWidth: 3 } }, { itemStyle: { gapWidth: 1, borderWidth: 1 }, colorSaturation: [0.35, 0.6] }]
          : [{ itemStyle: { gapWidth: 2, borderWidth: 0 } }],
      }],
    },
    marks: [marks],
    legend: groups.map((group, index) => ({ name: group === null ? locale.texts.nothing : groupName(group), color: colorAt(theme, index) })),
  };
};
