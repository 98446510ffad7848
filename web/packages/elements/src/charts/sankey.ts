// Flows from sources to targets.

import { formatterOf } from "../formats/format";
import { columnsOf, kindOf, numberOf } from "../formats/values";
import { colorAt } from "../theme/chart-theme";
import type { Answer, ChartSpec, Row } from "../types/documents";
import { baseOption } from "./cartesian";
import type { DrawChart } from "./drawing";
import { distinct, valueColumns } from "./shape";
import { tooltipOf } from "./tooltip";

interface Flow { source: string; target: string; value: number; row: Row }

export const sankey: DrawChart = (answer, chart, theme, locale) => {
  const { source, target, weight } = endsOf(answer, chart);
  const flows = flowsOf(answer, source, target, weight, locale.texts.nothing);
  const nodes = distinct(flows.flatMap((flow) => [flow.source, flow.target]));
  const write = formatterOf(answer, chart, weight, locale.language);
  const shown = (node: string): string => node.slice(2);
  return {
    option: {
      ...baseOption(theme),
      tooltip: tooltipOf(theme, "item", ([point]) => {
        const flow = point?.dataType === "edge" ? flows[point.dataIndex] : undefined;
        const node = nodes[point?.dataIndex ?? 0] ?? "";
        const through = Math.max(sumOf(flows, "source", node), sumOf(flows, "target", node));
        return flow
          ? { title: "", lines: [{ color: colorAt(theme, nodes.indexOf(flow.source)), name: `${shown(flow.source)} → ${shown(flow.target)}`, value: write(flow.value) }] }
          : { title: "", lines: [{ color: colorAt(theme, point?.dataIndex ?? 0), name: shown(node), value: write(through) }] };
      }),
      series: [{
        type: "sankey",
        left: 8, right: 120, top: 12, bottom: 12, nodeWidth: 12, nodeGap: 12, draggable: false,
        data: nodes.map((node, index) => ({ name: node, itemStyle: { color: colorAt(theme, index), borderWidth: 0 } })),
        links: flows.map(({ source: from, target: to, value }) => ({ source: from, target: to, value })),
        lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
        label: { color: theme.text, fontSize: 11, formatter: (node: { name: string }) => shown(node.name), overflow: "truncate", width: 108 },
        emphasis: { focus: "adjacency" },
      }],
    },
    marks: [flows.map((flow) => ({
      column: source, value: flow.row[source] ?? null, row: flow.row,
      label: `${shown(flow.source)} → ${shown(flow.target)}: ${write(flow.value)}`,
    }))],
    legend: [],
  };
};

function endsOf(answer: Answer, chart: ChartSpec): { source: string; target: string; weight: string } {
  const texts = columnsOf(answer).map((column) => column.name).filter((name) => kindOf(answer, name) !== "number");
  const source = chart.source ?? texts[0] ?? "";
  return {
    source,
    target: chart.target ?? texts.find((name) => name !== source) ?? "",
    weight: valueColumns(answer, chart)[0] ?? "",
  };
}

// A name that is both a source and a target is two nodes: flows of one step never go in a circle. The two letters in
// front tell them apart and are not shown.
function flowsOf(answer: Answer, source: string, target: string, weight: string, nothing: string): Flow[] {
  return answer.data.flatMap((row) => {
    const value = numberOf(row[weight]);
    if (value === null || value <= 0) return [];
    return [{ source: `s:${row[source] ?? nothing}`, target: `t:${row[target] ?? nothing}`, value, row }];
  });
}

function sumOf(flows: Flow[], end: "source" | "target", node: string): number {
  return flows.filter((flow) => flow[end] === node).reduce((sum, flow) => sum + flow.value, 0);
}
