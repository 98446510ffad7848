// The whole element: head, filters, tabs, the grid of blocks, and what lies above them.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { BlockDocument, Place } from "../types/documents";
import { allowed } from "./allowed";
import { card } from "./card";
import type { ViewContext } from "./card-context";
import { walk } from "./card-menu";
import { filterBar } from "./filter-bar";
import { icon, type IconName } from "./icons";
import { breakpointAt, gridOf, placesAt } from "./layout";
import { markdown } from "./markdown";
import { viewMenu } from "./view-menu";

export interface DashboardParts {
  width: number;
  /** Places that differ from the document's while the layout is edited. */
  editedPlaces: Map<string, Place> | null;
  layoutBar: TemplateResult | typeof nothing;
  blockHandles(block: BlockDocument): TemplateResult | typeof nothing;
}

export function dashboard(context: ViewContext, parts: DashboardParts): TemplateResult {
  const { store, settings, speech } = context;
  const { state } = store;
  if (state.status === "absent") return message(context, settings.messages.tokenAbsent ?? speech.say("tokenAbsent"), "alert", false);
  if (state.status === "expired") return message(context, settings.messages.tokenExpiry ?? speech.say("tokenExpired"), "alert", false);
  if (state.status === "error") return message(context, speech.say("failed"), "alert", true);
  const shown = state.dashboard;
  if (!shown) return html``;
  if (store.context.purpose === "metric") return alone(context);
  const isSticky = settings.switches.has("is-sticky-dashboard-filters");
  return html`
    ${head(context)}
    ${tabs(context)}
    ${shown.filters.length > 0 || state.cross ? html`<div class="filter-row ${isSticky ? "sticky" : ""}">${filterBar(context, shown.filters)}</div>` : nothing}
    ${parts.layoutBar}
    ${settings.options.isShowNoDataFoundScreen && isAllEmpty(context) ? message(context, speech.say("empty"), "empty", false) : shown.blocks.length === 0 ? message(context, speech.say("emptyDashboard"), "empty", false) : grid(context, parts)}`;
}

function isAllEmpty({ store }: ViewContext): boolean {
  const metrics = [...store.state.metrics.values()];
  return metrics.length > 0 && metrics.every((metric) => metric.status === "ready" && metric.answer?.data.length === 0);
}

function alone(context: ViewContext): TemplateResult {
  const [metric] = context.store.state.metrics.values();
  if (!metric) return html``;
  const { height, width } = context.settings;
  const size = [height ? `height: ${length(height)}` : "", width ? `width: ${length(width)}` : ""].filter(Boolean).join("; ");
  const isFullscreen = context.settings.variant === "fullscreen";
  return html`<div class="alone ${isFullscreen ? "fullscreen" : ""}" .style=${size}>${card({ ...context, metric, isFullscreen: false })}</div>`;
}

function length(text: string): string {
  return /^\d+(\.\d+)?$/.test(text) ? `${text}px` : text.replace(/[;{}]/g, "");
}

function head(context: ViewContext): TemplateResult | typeof nothing {
  const { store, settings, speech } = context;
  const shown = store.state.dashboard!;
  const hasName = shown.permissions.showName !== false && !settings.options.hideDashboardName;
  const entries = actions(context);
  const views = viewMenu(context);
  if (!hasName && entries.length === 0 && views === nothing) return nothing;
  const isOpen = store.state.overlay?.kind === "menu" && store.state.overlay.of === "";
  return html`<header class="head">${hasName ? html`<h2 class="name">${shown.name}</h2>` : html`<span></span>`}
    <div class="head-actions">${views}
      ${entries.filter((entry) => entry.isPrimary).map((entry) => html`<button class="button" @click=${entry.act}>${icon(entry.icon)}<span>${entry.text}</span></button>`)}
      ${entries.some((entry) => !entry.isPrimary) ? html`<div class="menu-holder"><button class="quiet" aria-haspopup="menu" aria-expanded=${isOpen}
        aria-label=${speech.say("moreActions")} @click=${() => store.open(isOpen ? null : { kind: "menu", of: "" })}>${icon("menu")}</button>
        ${isOpen ? html`<div class="menu" role="menu" aria-label=${speech.say("moreActions")} @keydown=${walk}>${entries.filter((entry) => !entry.isPrimary).map((entry) => html`
          <button class="menu-entry" role="menuitem" @click=${() => { store.open(null); entry.act(); }}>${icon(entry.icon)}<span>${entry.text}</span></button>`)}</div>` : nothing}
      </div>` : nothing}
    </div></header>`;
}

interface Action { icon: IconName; text: string; act(): void; isPrimary: boolean }

function actions(context: ViewContext): Action[] {
  const { store, settings, speech } = context;
  const may = allowed(store.state, settings);
  if (settings.options.showDashboardActions === false) return [];
  const all: (Action | false)[] = [
    may.create && { icon: "plus", text: speech.say("createMetric"), act: () => store.open({ kind: "dialog", name: "builder" }), isPrimary: true },
    may.manage && { icon: "rows", text: speech.say("manageMetrics"), act: () => store.open({ kind: "dialog", name: "manager" }), isPrimary: false },
    may.reports && { icon: "mail", text: speech.say("scheduleReports"), act: () => store.open({ kind: "dialog", name: "reports" }), isPrimary: false },
    may.layout && {
      icon: "layout", text: speech.say("customizeLayout"), isPrimary: false,
      act: () => void context.feature("layout").then((layout) => layout.startEditing(context)),
    },
    may.all && {
      icon: "download", text: speech.say("downloadAll"), isPrimary: false,
      act: () => void context.feature("exports").then((exports) => exports.downloadAll(context)),
    },
    may.pdf && {
      icon: "download", text: speech.say("downloadPdf"), isPrimary: false,
      act: () => void context.feature("exports").then((exports) => exports.download(context, { format: "pdf" })),
    },
  ];
  return all.filter((one) => one !== false);
}

function tabs({ store }: ViewContext): TemplateResult | typeof nothing {
  const { dashboard: shown, tab } = store.state;
  if (!shown || shown.tabs.length < 2) return nothing;
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = shown.tabs.findIndex((one) => one.id === tab);
    const next = shown.tabs[(now + step + shown.tabs.length) % shown.tabs.length]!;
    store.change({ tab: next.id });
    const list = event.currentTarget as HTMLElement;
    queueMicrotask(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label=${shown.name} @keydown=${onKey}>${shown.tabs.map((one) => html`
    <button class="tab" role="tab" id="tab-${one.id}" aria-controls="grid" aria-selected=${one.id === tab} tabindex=${one.id === tab ? 0 : -1}
      @click=${() => store.change({ tab: one.id })}>${one.name}</button>`)}</div>`;
}

function grid(context: ViewContext, parts: DashboardParts): TemplateResult {
  const { store } = context;
  const { dashboard: shown, tab, isEditing } = store.state;
  const layout = gridOf(themeObject(context));
  const breakpoint = breakpointAt(parts.width, layout);
  const blocks = shownBlocks(context);
  const places = parts.editedPlaces ?? placesAt(blocks, breakpoint, layout);
  const inOrder = isEditing ? blocks : [...blocks].sort((a, b) => readingOrder(places.get(a.id)) - readingOrder(places.get(b.id)));
  const hasTabs = (shown?.tabs.length ?? 0) > 1;
  return html`<div class="grid ${isEditing ? "editing" : ""}" id="grid" role=${hasTabs ? "tabpanel" : nothing} aria-labelledby=${hasTabs ? `tab-${tab}` : nothing}
    data-columns=${layout.columns[breakpoint]} data-breakpoint=${breakpoint}
    .style=${`grid-template-columns: repeat(${layout.columns[breakpoint]}, minmax(0, 1fr))`}>
    ${repeat(inOrder, (block) => block.id, (block) => html`<div class="block ${block.kind}" data-block=${block.id} .style=${areaOf(places.get(block.id))}>
      ${blockContent(context, block)}${parts.blockHandles(block)}</div>`)}
  </div>`;
}

/** The blocks of the open tab, and the viewer's own metrics that no block shows. */
export function shownBlocks({ store }: ViewContext): BlockDocument[] {
  const { dashboard: shown, tab, metrics } = store.state;
  const blocks = shown?.blocks ?? [];
  const first = shown?.tabs[0]?.id ?? "";
  const placed = new Set(blocks.map((block) => block.metricId));
  const loose = [...metrics.values()].filter((metric) => !placed.has(metric.document.metricId))
    .map(({ document }): BlockDocument => ({ id: document.metricId, kind: "metric", metricId: document.metricId }));
  return [...blocks, ...loose].filter((block) => tab === "" || (block.tab ?? first) === tab);
}

function blockContent(context: ViewContext, block: BlockDocument): TemplateResult {
  if (block.kind === "text") return html`<div class="text-block">${markdown(block.text ?? "")}</div>`;
  if (block.kind === "image") return html`<img class="image-block" src=${block.image?.url ?? ""} alt=${block.image?.alt ?? ""}>`;
  const metric = context.store.state.metrics.get(block.metricId ?? "");
  return metric ? card({ ...context, metric, isFullscreen: false }) : html``;
}

function message({ store, speech, settings }: ViewContext, text: string, kind: "alert" | "empty", canRetry: boolean): TemplateResult {
  const { problem } = store.state;
  return html`<div class="state whole ${kind}" role=${kind === "alert" ? "alert" : "status"}>${kind === "empty" && settings.noDataImage ? html`<img class="state-image" src=${settings.noDataImage} alt="">` : icon(kind)}
    <p>${text}</p>
    ${canRetry && problem?.message ? html`<p class="state-detail">${problem.message}</p>` : nothing}
    ${problem?.requestId && kind === "alert" ? html`<p class="state-detail"><code>${speech.say("requestId", { id: problem.requestId })}</code></p>` : nothing}
    ${canRetry ? html`<button class="button" @click=${() => void (store.context.host as HTMLElement & { refresh(): Promise<void> }).refresh()}>${speech.say("retry")}</button>` : nothing}</div>`;
}

export function themeObject({ store, settings }: ViewContext): Record<string, unknown> {
  return { ...store.state.dashboard?.theme, ...(typeof settings.theme === "object" ? settings.theme : {}) };
}

function areaOf(place: Place | undefined): string {
  if (!place) return "";
  return `grid-column: ${place.x + 1} / span ${place.w}; grid-row: ${place.y + 1} / span ${place.h}`;
}

function readingOrder(place: Place | undefined): number {
  return place ? place.y * 1000 + place.x : 0;
}
