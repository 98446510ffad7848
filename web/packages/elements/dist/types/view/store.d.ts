import type { ElementContext } from "../shell/context";
import type { BlockDocument, Cell, FilterValue, FilterValues, MetricRequest, ViewDocument } from "../types/documents";
import { type MetricState, type Overlay, type State } from "./state";
export declare class Store {
    #private;
    readonly context: ElementContext;
    state: State;
    /** Another number for another viewer: what was kept beside the store under the last one is not theirs. */
    viewer: number;
    constructor(context: ElementContext);
    onChange(listener: () => void): void;
    change(part: Partial<State>): void;
    changeMetric(metricId: string, part: Partial<MetricState>): void;
    /** Another token may be another tenant's: nothing of the last one stays. */
    forget(): void;
    close(): void;
    /** Reads the first reply. What is shown stays until it comes only where the viewer is known to be the same. */
    load(reply: Promise<Response>, isSameViewer?: boolean): Promise<void>;
    /** Asks for metrics again: all of them, those of the open tab first, or the given ones. */
    ask(metricIds?: string[]): Promise<void>;
    /** Asks for the document again, too: after a metric was made, changed or removed. */
    reload(): Promise<void>;
    dashboardId(): string;
    requestOf(metricId: string): MetricRequest;
    /** What narrows a metric now, for its file and for the rows behind it. */
    surroundingsOf(metricId: string): {
        filters: FilterValues;
        metricFilters: FilterValues;
        crossFilters: Cell[];
        drill: Cell[];
    };
    setFilters(filters: FilterValues, metricId?: string): Promise<void>;
    /** Sets the filters and places of a view; without one, those that the dashboard came with. */
    chooseView(id: string): Promise<void>;
    changeViews(views: ViewDocument[], view: string): void;
    /** Where blocks stand from now on, whichever view is chosen. */
    settleBlocks(blocks: BlockDocument[]): void;
    filterValue(name: string, metricId?: string): FilterValue;
    drillTo(metricId: string, drill: Cell[]): Promise<void>;
    crossFilter(cross: State["cross"]): Promise<void>;
    changeTable(metricId: string, part: Partial<MetricState["table"]>): Promise<void>;
    open(overlay: Overlay | null): void;
    /** Tells the page, and shows it: for everything, or for the named metrics only. */
    fail(cause: unknown, metricIds?: string[]): void;
}
