// The menu of a card.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { allowed } from "./allowed";
import type { CardContext } from "./card-context";
import { CHARTS } from "../charts/index";
import { icon, isIcon, type IconName } from "./icons";
import { cssName } from "./card";

interface Entry { icon: IconName; text: string; act(): void }

export function cardMenu(context: CardContext): TemplateResult | typeof nothing {
  const { metric, store, speech, isFullscreen, settings } = context;
  const { metricId, name } = metric.document;
  if (isFullscreen) {
    return html`<button class="quiet" aria-label=${speech.say("leaveFullscreen")} @click=${() => store.open(null)}>${icon("close")}</button>`;
  }
  if (store.state.isEditing) return nothing;
  const entries = entriesOf(context);
  if (entries.length === 0) return nothing;
  const { overlay } = store.state;
  const isOpen = overlay?.kind === "menu" && overlay.of === metricId;
  const menuId = `menu-${cssName(metricId)}`;
  const act = (entry: Entry) => (): void => {
    store.open(null);
    entry.act();
  };
  return html`<div class="menu-holder">
    <button class="quiet" aria-haspopup="menu" aria-expanded=${isOpen} aria-controls=${isOpen ? menuId : nothing} aria-label=${speech.say("menu", { name })}
      @click=${() => store.open(isOpen ? null : { kind: "menu", of: metricId })}>${menuIcon(settings)}</button>
    ${isOpen ? html`<div class="menu" id=${menuId} role="menu" aria-label=${speech.say("menu", { name })} @keydown=${walk}>
      ${entries.map((entry) => html`<button class="menu-entry" role="menuitem" @click=${act(entry)}>${icon(entry.icon)}<span>${entry.text}</span></button>`)}
    </div>` : nothing}
  </div>`;
}

// As a picture: what is in it cannot run, and cannot reach the page.
function menuIcon({ icon: name, menuIcon: own }: CardContext["settings"]): TemplateResult {
  if (own.svg) return html`<img class="icon" src=${`data:image/svg+xml,${encodeURIComponent(own.svg)}`} alt="">`;
  const wished = own.name || name;
  return icon(isIcon(wished) ? wished : "menu");
}

/** Up and down in a list of buttons. */
export function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const list = event.currentTarget as HTMLElement;
  const entries = [...list.querySelectorAll<HTMLElement>("button, input")];
  const now = entries.indexOf((list.getRootNode() as ShadowRoot).activeElement as HTMLElement);
  entries[(now + step + entries.length) % entries.length]?.focus();
}

function entriesOf(context: CardContext): Entry[] {
  const { metric, store, speech, settings } = context;
  const { document } = metric;
  const { metricId, chart } = document;
  const may = allowed(store.state, settings);
  const hasRows = (metric.answer?.data.length ?? 0) > 0;
  const file = (format: "csv" | "xlsx" | "png") => (): void =>
    void context.feature("exports").then((exports) => exports.download(context, { metricId, format }));
  const entries: (Entry | false)[] = [
    may.fullscreen && { icon: "expand", text: speech.say("fullscreen"), act: () => store.open({ kind: "fullscreen", metricId }) },
    hasRows && Boolean(CHARTS[chart.type]) && !settings.switches.has("is-hide-table-preview") && {
      icon: metric.isShownAsTable ? "chart" : "table",
      text: speech.say(metric.isShownAsTable ? "showChart" : "showTable"),
      act: () => store.changeMetric(metricId, { isShownAsTable: !metric.isShownAsTable }),
    },
    hasRows && may.underlying && {
      icon: "rows", text: speech.say("underlying"),
      act: () => store.open({ kind: "dialog", name: "underlying", metricId }),
    },
    hasRows && may.download && { icon: "download", text: speech.say("downloadCsv"), act: file("csv") },
    hasRows && may.download && { icon: "download", text: speech.say("downloadXlsx"), act: file("xlsx") },
    hasRows && may.png && { icon: "image", text: speech.say("downloadPng"), act: file("png") },
    may.emailCsv && { icon: "mail", text: speech.say("scheduleReports"), act: () => store.open({ kind: "dialog", name: "reports", metricId }) },
    may.update(document) && {
      icon: "edit", text: speech.say("editMetric"), act: () => store.open({ kind: "dialog", name: "builder", metricId }),
    },
    may.remove(document) && {
      icon: "remove", text: speech.say("deleteMetric"),
      act: () => void context.feature("dialogs").then((dialogs) => dialogs.removeMetric(context, metricId)),
    },
  ];
  return entries.filter((entry) => entry !== false);
}
