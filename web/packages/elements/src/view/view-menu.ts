// The menu of saved views, beside the dashboard's name.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { allowed } from "./allowed";
import type { ViewContext } from "./card-context";
import { walk } from "./card-menu";
import { icon } from "./icons";

const MENU = "views";

export function viewMenu(context: ViewContext): TemplateResult | typeof nothing {
  const { store, speech, settings } = context;
  const views = store.state.dashboard?.views ?? [];
  const may = allowed(store.state, settings).views;
  if (views.length === 0 && !may) return nothing;
  const { overlay, view: chosen } = store.state;
  const isOpen = overlay?.kind === "menu" && overlay.of === MENU;
  const name = views.find((view) => view.id === chosen)?.name ?? speech.say("views");
  const choose = (id: string) => (): void => {
    store.open(null);
    void store.chooseView(id);
  };
  const openForm = (id?: string) => (): void => store.open({ kind: "dialog", name: "view", ...(id ? { viewId: id } : {}) });
  const entry = (id: string, text: string, canChange: boolean): TemplateResult => html`<div class="view-entry">
    <button class="menu-entry" role="menuitemradio" aria-checked=${id === chosen} @click=${choose(id)}><span class="box">${id === chosen ? icon("check") : nothing}</span><span class="option-label">${text}</span></button>
    ${canChange ? html`<button class="quiet" role="menuitem" aria-label="${speech.say("editView")}: ${text}" @click=${openForm(id)}>${icon("edit")}</button>` : nothing}</div>`;
  return html`<div class="menu-holder"><button class="button views" aria-haspopup="menu" aria-expanded=${isOpen} @click=${() => store.open(isOpen ? null : { kind: "menu", of: MENU })}>
      <span class="option-label">${name}</span>${icon("down")}</button>
    ${isOpen ? html`<div class="menu" role="menu" aria-label=${speech.say("views")} @keydown=${walk}>
      ${entry("", speech.say("viewOriginal"), false)}${views.map((view) => entry(view.id, view.name, view.canChange))}
      ${may ? html`<button class="menu-entry" role="menuitem" @click=${openForm()}>${icon("plus")}<span>${speech.say("saveView")}</span></button>` : nothing}</div>` : nothing}
  </div>`;
}
