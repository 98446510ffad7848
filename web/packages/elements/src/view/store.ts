// Asks the server and keeps what it said. One request at a time counts for a metric: what an older one says later
// is thrown away, so that a slow answer never replaces a newer one.

import type { ElementContext } from "../shell/context";
import { GuestError, messagesOf } from "../shell/guest-client";
import type {
  BlockDocument, Cell, DashboardDocument, FilterValue, FilterValues, MetricRequest, StreamMessage, ViewDocument,
} from "../types/documents";
import { dashboardOfMetric } from "./metric-dashboard";
import { wishedDefaults } from "./default-options";
import { emptyState, metricState, PAGE, type MetricState, type Overlay, type State } from "./state";

export class Store {
  readonly context: ElementContext;
  state: State = emptyState();
  /** Another number for another viewer: what was kept beside the store under the last one is not theirs. */
  viewer = 0;
  #listeners = new Set<() => void>();
  #turns = new Map<string, number>();
  #turn = 0;
  #stop = new AbortController();
  #blocks: BlockDocument[] = [];
  #isSameViewer = false;

  constructor(context: ElementContext) {
    this.context = context;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  change(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.#listeners) listener();
  }

  changeMetric(metricId: string, part: Partial<MetricState>): void {
    const metric = this.state.metrics.get(metricId);
    if (!metric) return;
    const metrics = new Map(this.state.metrics);
    metrics.set(metricId, { ...metric, ...part });
    this.change({ metrics });
  }

  /** Another token may be another tenant's: nothing of the last one stays. */
  forget(): void {
    this.viewer += 1;
    this.change({ ...emptyState(), tab: this.state.tab });
  }

  close(): void {
    this.#stop.abort();
  }

  /** Reads the first reply. What is shown stays until it comes only where the viewer is known to be the same. */
  async load(reply: Promise<Response>, isSameViewer = false): Promise<void> {
    if (!isSameViewer) this.forget();
    this.#isSameViewer = isSameViewer;
    this.#stop.abort();
    const stop = (this.#stop = new AbortController());
    const turn = ++this.#turn;
    try {
      const response = await reply;
      for await (const message of messagesOf<StreamMessage>(response)) {
        if (turn !== this.#turn || stop.signal.aborted) return;
        this.#receive(message, turn, response.headers.get("x-request-id"));
      }
      if (turn !== this.#turn) return;
      if (!this.state.dashboard) throw new GuestError("EMPTY_REPLY", "the reply has no dashboard", response.status, null);
      this.#endTurn(turn);
      this.change({ status: "ready" });
      await this.#applyOwnFilters();
      this.context.emit("souk-ready", { id: this.context.id(), metrics: [...this.state.metrics.keys()] });
    } catch (cause) {
      if (turn === this.#turn && !stop.signal.aborted) this.fail(cause);
    }
  }

  /** Asks for metrics again: all of them, those of the open tab first, or the given ones. */
  async ask(metricIds: string[] = this.#allMetrics()): Promise<void> {
    const dashboard = this.state.dashboard;
    if (!dashboard || metricIds.length === 0) return;
    const turn = ++this.#turn;
    const metrics = new Map(this.state.metrics);
    for (const id of metricIds) {
      this.#turns.set(id, turn);
      const metric = metrics.get(id);
      if (metric) metrics.set(id, { ...metric, status: "loading" });
    }
    this.change({ metrics });
    try {
      const body = { dashboardId: this.dashboardId(), filters: this.#dashboardFilters(), metrics: metricIds.map((id) => this.requestOf(id)) };
      const response = await this.context.client.post("query", body, this.#stop.signal);
      for await (const message of messagesOf<StreamMessage>(response)) {
        this.#receive(message, turn, response.headers.get("x-request-id"));
      }
      this.#endTurn(turn);
    } catch (cause) {
      if (this.#stop.signal.aborted) return;
      this.fail(cause, metricIds.filter((id) => this.#turns.get(id) === turn));
    }
  }

  /** Asks for the document again, too: after a metric was made, changed or removed. */
  async reload(): Promise<void> {
    const { client, purpose } = this.context;
    if (purpose === "create") return;
    const { metricId, dashboardId } = { metricId: this.context.metricId(), dashboardId: this.context.dashboardId() };
    const filters = this.#dashboardFilters();
    await this.load(purpose === "metric"
      ? client.post("metric", { metricId, filters, ...(dashboardId ? { dashboardId } : {}) })
      : client.post("dashboard", { dashboardId, filters }), true);
  }

  dashboardId(): string {
    return this.context.dashboardId() || (this.state.dashboard?.embedId ?? this.context.metricId());
  }

  requestOf(metricId: string): MetricRequest {
    const metric = this.state.metrics.get(metricId);
    const { cross } = this.state;
    if (!metric) return { metricId };
    const request: MetricRequest = { metricId };
    if (Object.keys(metric.filters).length > 0) request.filters = metric.filters;
    if (cross && cross.from !== metricId && !metric.ignoresCross) request.crossFilters = [{ member: cross.member, value: cross.value }];
    if (metric.drill.length > 0) request.drill = metric.drill;
    if (metric.table.order) request.order = [metric.table.order];
    if (metric.table.search) request.search = metric.table.search;
    if (metric.document.chart.type === "table") {
      request.limit = PAGE;
      request.offset = metric.table.offset;
    }
    return request;
  }

  /** What narrows a metric now, for its file and for the rows behind it. */
  surroundingsOf(metricId: string): { filters: FilterValues; metricFilters: FilterValues; crossFilters: Cell[]; drill: Cell[] } {
    const { filters = {}, crossFilters = [], drill = [] } = this.requestOf(metricId);
    return { filters: this.#dashboardFilters(), metricFilters: filters, crossFilters, drill };
  }

  async setFilters(filters: FilterValues, metricId?: string): Promise<void> {
    if (metricId) {
      const own = { ...this.state.metrics.get(metricId)?.filters, ...filters };
      this.changeMetric(metricId, { filters: own, table: { ...this.state.metrics.get(metricId)!.table, offset: 0 } });
      await this.ask([metricId]);
      return;
    }
    this.change({ filters: { ...this.state.filters, ...filters }, view: "" });
    this.#firstPages();
    this.context.emit("souk-filter", { filters: this.state.filters });
    await this.ask();
  }

  /** Sets the filters and places of a view; without one, those that the dashboard came with. */
  async chooseView(id: string): Promise<void> {
    const shown = this.state.dashboard;
    if (!shown) return;
    const view = shown.views?.find((one) => one.id === id);
    const blocks = this.#blocks.map((block) => ({ ...block, at: { ...block.at, ...view?.blocks?.[block.id] } }));
    this.change({ dashboard: { ...shown, blocks } });
    const cleared = Object.fromEntries(shown.filters.map((filter) => [filter.name, null]));
    await this.setFilters(view ? view.filters : { ...cleared, ...startingFilters(shown) });
    this.change({ view: view ? id : "" });
  }

  changeViews(views: ViewDocument[], view: string): void {
    if (this.state.dashboard) this.change({ dashboard: { ...this.state.dashboard, views }, view });
  }

  /** Where blocks stand from now on, whichever view is chosen. */
  settleBlocks(blocks: BlockDocument[]): void {
    this.#blocks = blocks;
    if (this.state.dashboard) this.change({ dashboard: { ...this.state.dashboard, blocks } });
  }

  filterValue(name: string, metricId?: string): FilterValue {
    const values = metricId ? this.state.metrics.get(metricId)?.filters : this.state.filters;
    return values?.[name] ?? null;
  }

  async drillTo(metricId: string, drill: Cell[]): Promise<void> {
    this.changeMetric(metricId, { drill, hidden: new Set() });
    await this.ask([metricId]);
  }

  async crossFilter(cross: State["cross"]): Promise<void> {
    const before = this.state.cross;
    this.change({ cross });
    this.#firstPages();
    const narrows = (filter: State["cross"], id: string): boolean => filter !== null && filter.from !== id;
    await this.ask(this.#allMetrics().filter((id) => narrows(before, id) || narrows(cross, id)));
  }

  async changeTable(metricId: string, part: Partial<MetricState["table"]>): Promise<void> {
    const metric = this.state.metrics.get(metricId);
    if (!metric) return;
    this.changeMetric(metricId, { table: { ...metric.table, ...part } });
    await this.ask([metricId]);
  }

  open(overlay: Overlay | null): void {
    this.change({ overlay });
  }

  /** Tells the page, and shows it: for everything, or for the named metrics only. */
  fail(cause: unknown, metricIds?: string[]): void {
    const error = cause instanceof GuestError ? cause : new GuestError("FAILED", String(cause), 0, null);
    const problem = { code: error.code, message: error.message, requestId: error.requestId };
    if (error.isExpired) {
      this.change({ status: error.code === "TOKEN_ABSENT" ? "absent" : "expired", problem });
      this.context.emit("souk-token-expired", { code: error.code });
      return;
    }
    this.context.emit("souk-error", problem);
    if (!metricIds) this.change({ status: "error", problem });
    for (const id of metricIds ?? []) this.changeMetric(id, { status: "error", problem });
  }

  #receive(message: StreamMessage, turn: number, requestId: string | null): void {
    if (message.kind === "dashboard") this.#begin(message.dashboard, turn);
    if (message.kind === "metric") this.#begin(dashboardOfMetric(message, this.context), turn);
    if (message.kind !== "answer" || this.#turns.get(message.metricId) !== turn) return;
    if (message.answer) {
      this.changeMetric(message.metricId, { status: "ready", answer: message.answer, problem: null });
      return;
    }
    if (this.#withoutCross(message.metricId)) return;
    const problem = { code: message.error?.code ?? "FAILED", message: message.error?.message ?? "", requestId };
    this.changeMetric(message.metricId, { status: "error", problem });
    this.context.emit("souk-error", { ...problem, metricId: message.metricId });
  }

  // A metric of author SQL takes no values of other metrics' columns: it is asked once more without them.
  #withoutCross(metricId: string): boolean {
    const metric = this.state.metrics.get(metricId);
    if (!metric || !this.requestOf(metricId).crossFilters) return false;
    this.changeMetric(metricId, { ignoresCross: true });
    void this.ask([metricId]);
    return true;
  }

  // The first reply knows no filters of a metric's own and none of the page's `defaultOption`s; both are asked for
  // afterwards.
  async #applyOwnFilters(): Promise<void> {
    const wished = wishedDefaults(this.state.dashboard?.filters ?? [], this.context.settings());
    if (!this.#isSameViewer && Object.keys(wished).length > 0) await this.setFilters(wished);
    if (!this.#isSameViewer) await this.#applyMetricDefaults();
    const [alone] = this.state.metrics.keys();
    const { filters } = this.context.settings();
    if (this.context.purpose === "metric" && !this.context.dashboardId() && alone && Object.keys(filters).length > 0) {
      await this.setFilters(filters, alone);
    }
  }

  async #applyMetricDefaults(): Promise<void> {
    for (const [id, { document }] of this.state.metrics) {
      const wished = wishedDefaults(document.filters, this.context.settings());
      if (Object.keys(wished).length > 0) await this.setFilters(wished, id);
    }
  }

  #begin(dashboard: DashboardDocument, turn: number): void {
    const metrics = new Map(dashboard.metrics.map((metric) => [metric.metricId, metricState(metric)]));
    for (const id of metrics.keys()) this.#turns.set(id, turn);
    const tab = dashboard.tabs.some((one) => one.id === this.state.tab) ? this.state.tab : dashboard.tabs[0]?.id ?? "";
    // What the same viewer has chosen was asked for, too.
    const filters = this.#isSameViewer ? this.state.filters : { ...startingFilters(dashboard), ...this.context.settings().filters };
    const view = dashboard.views?.some((one) => one.id === this.state.view) ? this.state.view : "";
    this.#blocks = dashboard.blocks;
    this.change({ status: "ready", problem: null, dashboard, metrics, filters, tab, view, cross: null, overlay: null, isEditing: false });
  }

  // A metric whose answer never came is not left spinning.
  #endTurn(turn: number): void {
    for (const [id, metric] of this.state.metrics) {
      if (metric.status !== "loading" || this.#turns.get(id) !== turn) continue;
      this.changeMetric(id, { status: "error", problem: { code: "NO_ANSWER", message: "the server sent no answer", requestId: null } });
    }
  }

  // A metric alone has filters of its own only.
  #dashboardFilters(): FilterValues {
    return this.context.purpose === "metric" && !this.context.dashboardId() ? {} : this.state.filters;
  }

  #firstPages(): void {
    const metrics = new Map([...this.state.metrics].map(([id, metric]) => [id, { ...metric, table: { ...metric.table, offset: 0 } }]));
    this.change({ metrics });
  }

  #allMetrics(): string[] {
    const { dashboard, metrics, tab } = this.state;
    const isOpen = (id: string): boolean => dashboard?.blocks.some((block) => block.metricId === id && (block.tab ?? tab) === tab) ?? true;
    const ids = [...metrics.keys()];
    return [...ids.filter(isOpen), ...ids.filter((id) => !isOpen(id))];
  }
}

// What the server applies when nothing is sent, so that the bar shows it.
function startingFilters(dashboard: DashboardDocument): FilterValues {
  const values = dashboard.filters.map((filter): [string, FilterValue] => [filter.name, filter.value ?? filter.default]);
  return Object.fromEntries(values.filter(([, value]) => value !== null && value !== undefined));
}
