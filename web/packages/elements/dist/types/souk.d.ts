import type { Purpose } from "./shell/context";
import { SoukElement } from "./shell/base-element";
import { SoukPlainChart } from "./shell/plain-chart";
export declare class SoukDashboard extends SoukElement {
    readonly purpose: Purpose;
    dashboardId: string;
}
export declare class SoukMetric extends SoukElement {
    readonly purpose: Purpose;
    metricId: string;
    dashboardId: string;
}
export declare class SoukCreateMetric extends SoukElement {
    readonly purpose: Purpose;
    dashboardId: string;
    metricId: string;
}
/** Registers the elements under their own and under the compatible names. */
export declare function defineSoukElements(registry?: CustomElementRegistry | undefined): void;
export { SoukElement, SoukPlainChart };
export type { ExportFormat, ExportRequest } from "./shell/context";
export type { SoukEventName, SoukEvents } from "./types/events";
export type { Options } from "./shell/settings";
export type * from "./types/documents";
