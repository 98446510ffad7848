// The tooltip as elements, not as HTML text: nothing that a database holds is ever read as markup, and no style
// attribute is needed. Its looks are in the style sheet of the view.

import type { ChartTheme } from "../theme/chart-theme";

export interface TooltipPoint {
  seriesIndex: number;
  dataIndex: number;
  data?: unknown;
  dataType?: string;
}

export interface TooltipContent {
  title: string;
  lines: { color: string; name: string; value: string }[];
}

export function tooltipOf(
  theme: ChartTheme, trigger: "axis" | "item", content: (points: TooltipPoint[]) => TooltipContent,
): Record<string, unknown> {
  return {
    trigger,
    confine: true,
    className: "chart-tip",
    backgroundColor: "transparent",
    borderWidth: 0,
    padding: 0,
    extraCssText: "box-shadow: none",
    transitionDuration: theme.isStill ? 0 : 0.15,
    axisPointer: { type: "line", lineStyle: { color: theme.line, width: 1 }, animation: false },
    formatter: (parameters: TooltipPoint | TooltipPoint[]): HTMLElement | string => {
      const points = Array.isArray(parameters) ? parameters : [parameters];
      return tooltipElement(content(points));
    },
  };
}

function tooltipElement(content: TooltipContent): HTMLElement {
  const box = document.createElement("div");
  box.className = "chart-tip-box";
  if (content.title) box.append(part("chart-tip-title", content.title));
  for (const line of content.lines) {
    const row = part("chart-tip-line", "");
    const dot = part("chart-tip-dot", "");
    dot.style.backgroundColor = line.color;
    row.append(dot, part("chart-tip-name", line.name), part("chart-tip-value", line.value));
    box.append(row);
  }
  return box;
}

function part(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
