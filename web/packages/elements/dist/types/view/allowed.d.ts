import type { Settings } from "../shell/settings";
import type { MetricDocument } from "../types/documents";
import type { State } from "./state";
export interface Allowed {
    create: boolean;
    layout: boolean;
    manage: boolean;
    views: boolean;
    reports: boolean;
    underlying: boolean;
    download: boolean;
    /** The rows behind a metric, as a file. */
    downloadUnderlying: boolean;
    /** A metric's own report, from its menu. */
    emailCsv: boolean;
    png: boolean;
    pdf: boolean;
    all: boolean;
    fullscreen: boolean;
    update(metric: MetricDocument): boolean;
    remove(metric: MetricDocument): boolean;
}
export declare function allowed(state: State, settings: Settings): Allowed;
