// The dialog of a view: its name, who sees it, and whether the present filters and the layout go into it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FilterValues, Places, ViewDocument } from "../types/documents";
import type { ViewContext } from "../view/card-context";
import { allowed } from "../view/allowed";
import type { Store } from "../view/store";

const problems = new WeakMap<Store, string>();

/** The form for a new view, or for the one of this identifier. */
export function viewForm(context: ViewContext, viewId: string | undefined): TemplateResult {
  const { speech, store, settings } = context;
  const view = store.state.dashboard?.views?.find((one) => one.id === viewId);
  const problem = problems.get(store);
  return html`<form class="report-form" @submit=${(event: SubmitEvent) => void save(context, view, event)}>
    <label class="field wide"><span>${speech.say("viewName")}</span><input class="input" name="name" required maxlength="200" .value=${view?.name ?? ""}></label>
    <label class="field wide"><span>${speech.say("visibility")}</span><select class="input" name="visibility">
      ${(["private", "tenant"] as const).map((one) => html`<option value=${one} ?selected=${one === (view?.visibility ?? "private")}>${speech.say(one)}</option>`)}</select></label>
    ${view ? html`<label class="check wide"><input type="checkbox" name="filters"><span>${speech.say("updateView")}</span></label>` : nothing}
    ${allowed(store.state, settings).layout ? html`<label class="check wide"><input type="checkbox" name="blocks"><span>${speech.say("withLayout")}</span></label>` : nothing}
    ${problem ? html`<p class="form-problem" role="alert">${problem}</p>` : nothing}
    <div class="panel-buttons wide">
      ${view ? html`<button type="button" class="button danger" @click=${() => void remove(context, view)}>${speech.say("deleteView")}</button>` : nothing}
      <button type="button" class="button" @click=${() => close(store)}>${speech.say("cancel")}</button>
      <button type="submit" class="button primary">${speech.say("save")}</button></div></form>`;
}

function close(store: Store): void {
  problems.delete(store);
  store.open(null);
}

async function save(context: ViewContext, view: ViewDocument | undefined, event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const sent = new FormData(event.target as HTMLFormElement);
  const { store, speech } = context;
  const named = { name: String(sent.get("name")).trim(), visibility: sent.get("visibility") as ViewDocument["visibility"] };
  const hasFilters = !view || sent.has("filters");
  const change = { ...named, ...(hasFilters ? { filters: present(store) } : {}), ...(sent.has("blocks") ? { blocks: placesOf(store) } : {}) };
  await act(context, view ? "views/update" : "views/create", { view: change, ...(view ? { viewId: view.id } : {}) }, (id) => {
    const before = view ?? { id, filters: {}, blocks: null, canChange: true };
    const saved: ViewDocument = { ...before, ...change };
    const views = store.state.dashboard?.views ?? [];
    store.changeViews(view ? views.map((one) => (one.id === view.id ? saved : one)) : [...views, saved], hasFilters ? saved.id : store.state.view);
    context.announce(speech.say("saved"));
  });
}

async function remove(context: ViewContext, view: ViewDocument): Promise<void> {
  const { store, speech } = context;
  if (!confirm(speech.say("deleteReally", { name: view.name }))) return;
  await act(context, "views/delete", { viewId: view.id }, () => {
    const views = (store.state.dashboard?.views ?? []).filter((one) => one.id !== view.id);
    store.changeViews(views, store.state.view === view.id ? "" : store.state.view);
  });
}

async function act(context: ViewContext, path: string, body: object, done: (id: string) => void): Promise<void> {
  const { store } = context;
  try {
    const { id } = await store.context.client.json<{ id: string }>(path, { dashboardId: store.dashboardId(), ...body });
    done(id);
    close(store);
  } catch (cause) {
    problems.set(store, cause instanceof Error ? cause.message : String(cause));
    store.fail(cause, []);
    context.redraw();
  }
}

/** Every filter that the viewer may set: null for one that is cleared. */
function present({ state }: Store): FilterValues {
  const free = (state.dashboard?.filters ?? []).filter((filter) => filter.value === undefined);
  return Object.fromEntries(free.map((filter) => [filter.name, state.filters[filter.name] ?? null]));
}

function placesOf({ state }: Store): Record<string, Places> {
  const placed = (state.dashboard?.blocks ?? []).filter((block) => block.at && Object.keys(block.at).length > 0);
  return Object.fromEntries(placed.map((block) => [block.id, block.at!]));
}
