import type { ChartTheme } from "../theme/chart-theme";
export interface TooltipPoint {
    seriesIndex: number;
    dataIndex: number;
    data?: unknown;
    dataType?: string;
}
export interface TooltipContent {
    title: string;
    lines: {
        color: string;
        name: string;
        value: string;
    }[];
}
export declare function tooltipOf(theme: ChartTheme, trigger: "axis" | "item", content: (points: TooltipPoint[]) => TooltipContent): Record<string, unknown>;
