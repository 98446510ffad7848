// Moving and resizing blocks, by pointer and by keyboard; saved for the tenant, at all widths or
// at the one that is shown.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { BlockDocument, Breakpoint, Place, Places } from "../types/documents";
import type { ViewContext } from "../view/card-context";
import { shownBlocks, themeObject } from "../view/dashboard";
import { icon } from "../view/icons";
import { BREAKPOINTS, breakpointAt, gridOf, moved as movedTo, placesAt } from "../view/layout";

interface Editing { context: ViewContext; columns: number; breakpoint: Breakpoint; isForAll: boolean }

export function startEditing(context: ViewContext): void {
  const { store, additions } = context;
  if (!store.state.dashboard || store.state.isEditing) return;
  const grid = gridOf(themeObject(context));
  const breakpoint = breakpointAt(store.context.host.clientWidth, grid);
  const editing: Editing = { context, columns: grid.columns[breakpoint], breakpoint, isForAll: true };
  additions.editedPlaces = placesAt(shownBlocks(context), breakpoint, grid);
  additions.layoutBar = () => bar(editing);
  additions.blockHandles = (block) => handles(editing, block);
  store.change({ isEditing: true, overlay: null });
}

function stop({ context }: Editing): void {
  Object.assign(context.additions, { editedPlaces: null, layoutBar: null, blockHandles: null });
  context.store.change({ isEditing: false });
}

function bar(editing: Editing): TemplateResult {
  const { speech, settings } = editing.context;
  return html`<div class="layout-bar" role="toolbar" aria-label=${speech.say("customizeLayout")}>
    <span class="layout-hint">${icon("layout")}${speech.say("layoutKeys")}</span>
    <label class="check"><input type="checkbox" name="all-widths" .checked=${editing.isForAll} @change=${(event: Event) => { editing.isForAll = (event.target as HTMLInputElement).checked; }}><span>${speech.say("allWidths")}</span></label>
    <button class="button" @click=${() => void save(editing, true)}>${speech.say("reset")}</button>
    <button class="button" @click=${() => stop(editing)}>${speech.say("cancel")}</button>
    ${settings.options.disableSaveLayout ? nothing : html`<button class="button primary" @click=${() => void save(editing, false)}>${speech.say("save")}</button>`}
  </div>`;
}

async function save(editing: Editing, isReset: boolean): Promise<void> {
  const { context } = editing;
  const { store, speech, additions } = context;
  const shown = store.state.dashboard!;
  const blocks = placesToSave(editing, shown.blocks);
  try {
    await store.context.client.json("layout", { dashboardId: store.dashboardId(), ...(isReset ? { reset: true } : { blocks }) });
    stop(editing);
    if (isReset) return await store.reload();
    const placed = shown.blocks.map((block) => ({ ...block, at: { ...block.at, ...blocks[block.id] } }));
    store.settleBlocks(placed);
    context.announce(speech.say("saved"));
  } catch (cause) {
    store.fail(cause, []);
  }
}

/** The edited places; for all widths also what becomes of them there, so that no width keeps an older order. */
function placesToSave({ context, breakpoint, isForAll }: Editing, blocks: BlockDocument[]): Record<string, Places> {
  const edited = context.additions.editedPlaces ?? new Map<string, Place>();
  const moved = blocks.filter((block) => edited.has(block.id)).map((block) => ({ ...block, at: { [breakpoint]: edited.get(block.id)! } }));
  const saved: Record<string, Places> = Object.fromEntries(moved.map((block) => [block.id, { ...block.at }]));
  if (!isForAll) return saved;
  const grid = gridOf(themeObject(context));
  for (const other of BREAKPOINTS.filter((one) => one !== breakpoint)) {
    for (const [id, place] of placesAt(moved, other, grid)) saved[id]![other] = place;
  }
  return saved;
}

function handles(editing: Editing, block: BlockDocument): TemplateResult {
  const name = editing.context.store.state.metrics.get(block.metricId ?? "")?.document.name ?? block.id;
  return html`<button class="move-handle" aria-label="${name}. ${editing.context.speech.say("layoutKeys")}"
      @pointerdown=${(event: PointerEvent) => drag(editing, block.id, event, false)} @keydown=${(event: KeyboardEvent) => onKey(editing, block.id, event)}></button>
    <span class="size-handle" @pointerdown=${(event: PointerEvent) => drag(editing, block.id, event, true)}></span>`;
}

function onKey(editing: Editing, id: string, event: KeyboardEvent): void {
  const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const place = editing.context.additions.editedPlaces?.get(id);
  if (!place) return;
  const across = editing.context.speech.isRightToLeft ? -step[0]! : step[0]!;
  put(editing, id, changed(place, across, step[1]!, event.shiftKey), editing.context.additions.editedPlaces!);
}

function changed(place: Place, across: number, down: number, isResize: boolean): Place {
  return isResize ? { ...place, w: place.w + across, h: place.h + down } : { ...place, x: place.x + across, y: place.y + down };
}

function put({ context, columns }: Editing, id: string, place: Place, from: Map<string, Place>): void {
  context.additions.editedPlaces = movedTo(from, id, place, columns);
  context.redraw();
}

function drag(editing: Editing, id: string, event: PointerEvent, isResize: boolean): void {
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  const grid = handle.closest<HTMLElement>(".grid");
  const start = editing.context.additions.editedPlaces;
  const place = start?.get(id);
  if (!grid || !start || !place) return;
  handle.focus({ preventScroll: true });
  const style = getComputedStyle(grid);
  const gap = parseFloat(style.columnGap) || 0;
  const column = (grid.clientWidth + gap) / editing.columns;
  const row = parseFloat(style.gridAutoRows) + gap;
  const direction = editing.context.speech.isRightToLeft ? -1 : 1;
  const onMove = (move: PointerEvent): void => {
    const across = Math.round(((move.clientX - event.clientX) * direction) / column);
    const down = Math.round((move.clientY - event.clientY) / row);
    // Always from where the drag began, so that blocks pushed aside come back.
    put(editing, id, changed(place, across, down, isResize), start);
  };
  const onEnd = (): void => {
    handle.removeEventListener("pointermove", onMove);
    handle.removeEventListener("pointerup", onEnd);
    handle.removeEventListener("pointercancel", onEnd);
  };
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("pointerup", onEnd);
  handle.addEventListener("pointercancel", onEnd);
}
