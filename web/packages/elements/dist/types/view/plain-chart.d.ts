import type { Foundations } from "../shell/foundations";
import type { PlainChartSetting } from "../shell/plain-chart";
export declare function drawPlainChart(host: HTMLElement, root: ShadowRoot, given: PlainChartSetting, foundations: Foundations): void;
