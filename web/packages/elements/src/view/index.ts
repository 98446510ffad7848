// The view of an element: draws the store's state whenever it changes, and does what the shell asks for.

import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { ElementContext, ExportRequest, View } from "../shell/context";
import type { Foundations } from "../shell/foundations";
import type { Speech } from "../texts/language";
import type { Texts } from "../texts/en";
import type { ChartLocale } from "../charts/drawing";
import { LIGHT, type ChartTheme } from "../theme/chart-theme";
import { readChartTheme } from "../theme/read-theme";
import type { BlockDocument, DashboardDocument, FilterValues, Place } from "../types/documents";
import { CHARTS, RARE } from "../charts/index";
import { card } from "./card";
import { onlyRareCharts } from "./chart-element";
import type { FeatureName, Features, ViewContext } from "./card-context";
import { dashboard } from "./dashboard";
import { openModal } from "./open-modal";
import { Store } from "./store";

export { drawPlainChart } from "./plain-chart";

export function openView(context: ElementContext, foundations: Foundations): View {
  return new ElementView(context, foundations);
}

const LOADS: { [Name in FeatureName]: () => Promise<Features[Name]> } = {
  exports: () => import("../lazy/exports"),
  dialogs: () => import("../lazy/dialogs"),
  builder: () => import("../lazy/builder"),
  layout: () => import("../lazy/layout-editor"),
};

/** What features that come later put into the picture. */
export interface Additions {
  overlay: (() => TemplateResult | typeof nothing) | null;
  editedPlaces: Map<string, Place> | null;
  layoutBar: (() => TemplateResult) | null;
  blockHandles: ((block: BlockDocument) => TemplateResult) | null;
}

export class ElementView implements View {
  readonly store: Store;
  readonly additions: Additions = { overlay: null, editedPlaces: null, layoutBar: null, blockHandles: null };
  #context: ElementContext;
  #holder = document.createElement("div");
  #sheet = new CSSStyleSheet();
  #foundations: Foundations;
  #speech: Speech;
  #theme: ChartTheme = LIGHT;
  #locale: ChartLocale | null = null;
  #texts: { language: string; texts: Texts } | null = null;
  #features: Partial<Record<FeatureName, unknown>> = {};
  #spoken = "";
  #frame = 0;
  #width = 0;
  #isShown = false;
  #themed: DashboardDocument | null = null;
  #resize = new ResizeObserver(([entry]) => this.#resized(entry?.contentRect.width ?? 0));
  #dark = matchMedia("(prefers-color-scheme: dark)");

  constructor(context: ElementContext, foundations: Foundations) {
    this.#context = context;
    this.#foundations = foundations;
    this.#speech = foundations.speech("en", {});
    this.store = new Store(context);
    this.#holder.className = `dbn-dashboard root ${context.purpose}`;
    this.#addCompatibleFunctions();
    this.store.onChange(() => this.draw());
    this.#dark.addEventListener("change", this.settingsChanged);
    context.host.addEventListener("focusout", this.#onFocusOut);
    this.#width = context.host.clientWidth;
    this.#resize.observe(context.host);
  }

  async load(reply: Promise<Response>): Promise<void> {
    this.#applySettings();
    void this.#loadTexts();
    if (this.#context.purpose !== "create") return this.store.load(reply);
    this.store.forget();
    this.store.open({ kind: "dialog", name: "builder", ...(this.#context.metricId() ? { metricId: this.#context.metricId() } : {}) });
  }

  settingsChanged = (): void => {
    this.#applySettings();
    void this.#loadTexts();
    this.draw();
  };

  async refresh(): Promise<void> {
    // The page's style sheets may have changed, and only then it knows.
    this.#applySettings();
    if (this.store.state.dashboard && this.store.state.status === "ready") return this.store.ask();
    await this.store.reload();
  }

  async setFilters(filters: FilterValues): Promise<void> {
    const [alone] = this.#context.purpose === "metric" ? this.store.state.metrics.keys() : [];
    await this.store.setFilters(filters, alone);
  }

  getFilters(): FilterValues {
    const [alone] = this.#context.purpose === "metric" ? this.store.state.metrics.values() : [];
    return { ...(alone?.filters ?? this.store.state.filters) };
  }

  async exported(request: ExportRequest): Promise<Blob> {
    const exports = await this.feature("exports");
    return exports.exported(this.viewContext(), request);
  }

  async openBuilder(metricId?: string): Promise<void> {
    await this.feature("builder");
    this.store.open({ kind: "dialog", name: "builder", ...(metricId ? { metricId } : {}) });
  }

  async openManager(): Promise<void> {
    await this.feature("dialogs");
    this.store.open({ kind: "dialog", name: "manager" });
  }

  async openReports(): Promise<void> {
    await this.feature("dialogs");
    this.store.open({ kind: "dialog", name: "reports" });
  }

  async editLayout(): Promise<void> {
    (await this.feature("layout")).startEditing(this.viewContext());
  }

  close(): void {
    this.store.close();
    this.#resize.disconnect();
    this.#dark.removeEventListener("change", this.settingsChanged);
    this.#context.host.removeEventListener("focusout", this.#onFocusOut);
    document.removeEventListener("pointerdown", this.#onPointerDown, true);
    cancelAnimationFrame(this.#frame);
  }

  /** Draws once for many changes. */
  draw(): void {
    if (this.#frame) return;
    this.#frame = 1;
    // Not the next animation frame: a page in the background has none, and its first picture would wait.
    queueMicrotask(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  async feature<Name extends FeatureName>(name: Name): Promise<Features[Name]> {
    const feature = await LOADS[name]();
    if (!this.#features[name]) {
      this.#features[name] = feature;
      this.draw();
    }
    return feature;
  }

  viewContext(): ViewContext {
    return {
      store: this.store,
      settings: this.#context.settings(),
      speech: this.#speech,
      theme: this.#theme,
      locale: this.#localeNow(),
      feature: (name) => this.feature(name),
      announce: (text) => this.#announce(text),
      additions: this.additions,
      redraw: () => this.draw(),
    };
  }

  #drawNow(): void {
    if (this.#isNothingYet()) return this.#drawNothing();
    if (!this.#isShown) this.#show();
    if (this.#themed !== this.store.state.dashboard) {
      this.#themed = this.store.state.dashboard;
      this.#applySettings();
      const kinds = [...this.store.state.metrics.values()].map((metric) => metric.document.chart.type);
      if (!kinds.some((kind) => CHARTS[kind] && !RARE.has(kind))) onlyRareCharts();
    }
    const context = this.viewContext();
    const { overlay, notice } = this.store.state;
    this.#holder.classList.toggle("fit", context.settings.options.shouldFitFullScreen === true);
    this.#holder.dir = this.#speech.isRightToLeft ? "rtl" : "ltr";
    this.#holder.lang = this.#speech.language;
    if (overlay) document.addEventListener("pointerdown", this.#onPointerDown, true);
    else document.removeEventListener("pointerdown", this.#onPointerDown, true);
    render(html`${this.#context.purpose === "create" ? this.#builder(context) : html`${dashboard(context, {
      width: this.#width,
      editedPlaces: this.additions.editedPlaces,
      layoutBar: this.additions.layoutBar?.() ?? nothing,
      blockHandles: this.additions.blockHandles ?? (() => nothing),
    })}${this.#overlay(context)}`}
      ${notice ? html`<div class="notice ${context.settings.options.exportMsgPosition ?? "bottom"}" role="status">${notice}</div>` : nothing}
      <div class="unseen" aria-live="polite">${this.#spoken}</div>`, this.#holder);
  }

  // Until something is known the skeleton stays, which has the same style sheet root.
  #isNothingYet(): boolean {
    const { status, dashboard: shown } = this.store.state;
    return status === "loading" && !shown && this.#context.purpose !== "create";
  }

  #drawNothing(): void {
    // What was read out and what was being arranged belonged to the last viewer.
    this.#spoken = "";
    Object.assign(this.additions, { editedPlaces: null, layoutBar: null, blockHandles: null });
    const isQuiet = this.#context.settings().options.disableMainLoader;
    if (this.#isShown) render(isQuiet ? html`` : html`<div class="shade tall" role="status" aria-label=${this.#speech.say("loading")}></div>`, this.#holder);
  }

  #show(): void {
    this.#isShown = true;
    const { root } = this.#context;
    root.adoptedStyleSheets = [...this.#foundations.baseStyles(), this.#sheet];
    root.replaceChildren(this.#holder);
    this.#theme = readChartTheme(this.#context.host, this.#context.settings().appearance);
    this.#holder.addEventListener("keydown", this.#onKey);
  }

  #overlay(context: ViewContext): TemplateResult | typeof nothing {
    const { overlay, metrics } = this.store.state;
    if (overlay?.kind === "fullscreen") {
      const metric = metrics.get(overlay.metricId);
      return metric ? html`<dialog class="dialog full" aria-label=${metric.document.name} ${openModal()} @close=${() => this.store.open(null)}>
        ${card({ ...context, metric, isFullscreen: true })}</dialog>` : nothing;
    }
    if (overlay?.kind !== "dialog") return nothing;
    if (overlay.name === "builder") return html`<dialog class="dialog wide" aria-label=${context.speech.say("createMetric")} ${openModal()} @close=${() => this.store.open(null)}>${this.#builder(context)}</dialog>`;
    const dialogs = this.#features.dialogs as Features["dialogs"] | undefined;
    if (!dialogs) void this.feature("dialogs");
    const width = overlay.name === "reports" || overlay.name === "view" ? "narrow" : "wide";
    return dialogs ? html`<dialog class="dialog ${width}" aria-label=${dialogs.titleOf(context, overlay)} ${openModal()} @close=${() => this.store.open(null)}>
      ${dialogs.dialog(context, overlay)}</dialog>` : nothing;
  }

  #builder(context: ViewContext): TemplateResult {
    const builder = this.#features.builder as Features["builder"] | undefined;
    if (!builder) void this.feature("builder");
    const { overlay } = this.store.state;
    const metricId = overlay?.kind === "dialog" ? overlay.metricId : this.#context.metricId() || undefined;
    return builder ? builder.builder(context, metricId) : html`<div class="shade tall" role="status" aria-label=${context.speech.say("loading")}></div>`;
  }

  #applySettings(): void {
    const settings = this.#context.settings();
    const tokens = this.#foundations.tokensFor(settings, this.store.state.dashboard?.theme ?? {}, this.#dark.matches);
    this.#sheet.replaceSync(this.#foundations.sheetOf(tokens));
    const page = document.documentElement.lang;
    const language = this.#foundations.languageOf(settings.language, page);
    const texts = this.#texts?.language === language ? this.#texts.texts : undefined;
    this.#speech = this.#foundations.speech(language, settings.translations, texts);
    this.#locale = null;
    if (this.#isShown) this.#theme = readChartTheme(this.#context.host, settings.appearance);
  }

  #localeNow(): ChartLocale {
    this.#locale ??= {
      language: this.#speech.language,
      isRightToLeft: this.#speech.isRightToLeft,
      texts: { total: this.#speech.say("total"), others: this.#speech.say("others"), nothing: this.#speech.say("nothing") },
    };
    return this.#locale;
  }

  async #loadTexts(): Promise<void> {
    const { language } = this.#speech;
    if (this.#texts?.language === language) return;
    const texts = await this.#foundations.textsOf(language).catch(() => null);
    if (!texts || this.#speech.language !== language) return;
    this.#texts = { language, texts };
    this.#applySettings();
    this.draw();
  }

  #resized(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    this.draw();
  }

  #announce(text: string): void {
    this.#spoken = text;
    this.draw();
  }

  // A click elsewhere closes what is open; a click inside does not.
  #onPointerDown = (event: PointerEvent): void => {
    const { overlay } = this.store.state;
    if (overlay?.kind !== "menu" && overlay?.kind !== "filter") return;
    const isInside = event.composedPath().some((node) => node instanceof Element && node.matches(".panel, .menu, .menu-holder, .filter-holder"));
    if (!isInside) this.store.open(null);
  };

  #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.#context.host.contains(to) && this.store.state.overlay?.kind === "menu") this.store.open(null);
  };

  #onKey = (event: KeyboardEvent): void => {
    const { overlay } = this.store.state;
    if (event.key !== "Escape" || (overlay?.kind !== "menu" && overlay?.kind !== "filter")) return;
    const opener = this.#holder.querySelector<HTMLElement>('[aria-expanded="true"]');
    this.store.open(null);
    opener?.focus();
  };

  // The compatible product's pages call these on an element of this class inside the shadow root.
  #addCompatibleFunctions(): void {
    Object.assign(this.#holder, {
      onClickCreateMetric: () => this.openBuilder(),
      onClickManageMetrics: () => this.openManager(),
      onClickScheduleReports: () => this.openReports(),
      onClickCustomizeLayout: () => this.editLayout(),
    });
  }
}

