import type { ChartLocale } from "../charts/drawing";
import type { Settings } from "../shell/settings";
import type { Speech } from "../texts/language";
import type { ChartTheme } from "../theme/chart-theme";
import type { MetricState } from "./state";
import type { Additions } from "./index";
import type { Store } from "./store";
export interface ViewContext {
    store: Store;
    settings: Settings;
    speech: Speech;
    theme: ChartTheme;
    locale: ChartLocale;
    /** Loads a feature that most viewers never open. */
    feature<Name extends FeatureName>(name: Name): Promise<Features[Name]>;
    announce(text: string): void;
    additions: Additions;
    redraw(): void;
}
export interface CardContext extends ViewContext {
    metric: MetricState;
    isFullscreen: boolean;
}
export interface Features {
    exports: typeof import("../lazy/exports");
    dialogs: typeof import("../lazy/dialogs");
    builder: typeof import("../lazy/builder");
    layout: typeof import("../lazy/layout-editor");
}
export type FeatureName = keyof Features;
