// Where blocks stand at a width. A block without a place at a breakpoint takes that of the next larger one, scaled
// to the columns there, and is packed upwards in reading order.

import type { BlockDocument, Breakpoint, Place } from "../types/documents";

export const BREAKPOINTS: Breakpoint[] = ["xl", "lg", "md", "sm", "xs", "xxs"];

export interface Grid {
  widths: Record<Breakpoint, number>;
  columns: Record<Breakpoint, number>;
}

export const GRID: Grid = {
  widths: { xl: 1600, lg: 1080, md: 820, sm: 600, xs: 430, xxs: 0 },
  columns: { xl: 12, lg: 12, md: 8, sm: 6, xs: 4, xxs: 2 },
};

/** The grid with what the compatible theme says of `breakpoint` and `metricLayoutCols`. */
export function gridOf(theme: Record<string, unknown>): Grid {
  return {
    widths: { ...GRID.widths, ...numbers(theme["breakpoint"]) },
    columns: { ...GRID.columns, ...numbers(theme["metricLayoutCols"]) },
  };
}

export function breakpointAt(width: number, grid: Grid): Breakpoint {
  return BREAKPOINTS.find((name) => width >= grid.widths[name]) ?? "xxs";
}

export function placesAt(blocks: BlockDocument[], breakpoint: Breakpoint, grid: Grid): Map<string, Place> {
  const columns = grid.columns[breakpoint];
  const found = blocks.map((block) => ({ block, ...nearest(block, breakpoint, grid) }));
  if (found.every(({ isScaled }) => !isScaled)) return new Map(found.map(({ block, place }) => [block.id, place!]));
  const inOrder = [...found].sort((a, b) => order(a.place) - order(b.place));
  return pack(inOrder.map(({ block, place, from }) => ({
    id: block.id,
    w: scaledWidth(block, place, from ? grid.columns[from] : 12, columns),
    h: place?.h ?? (block.kind === "metric" ? 4 : 1),
  })), columns);
}

/** Puts blocks one after the other where they fit highest, leftmost first. */
export function pack(sizes: { id: string; w: number; h: number }[], columns: number): Map<string, Place> {
  const heights = Array<number>(columns).fill(0);
  const places = new Map<string, Place>();
  for (const { id, w, h } of sizes) {
    const width = Math.min(w, columns);
    const tops = Array.from({ length: columns - width + 1 }, (_, x) => Math.max(...heights.slice(x, x + width)));
    const y = Math.min(...tops);
    const x = tops.indexOf(y);
    places.set(id, { x, y, w: width, h });
    heights.fill(y + h, x, x + width);
  }
  return places;
}

/** Moves a block and pushes down those that it now covers. */
export function moved(places: Map<string, Place>, id: string, to: Place, columns: number): Map<string, Place> {
  const w = Math.min(Math.max(1, to.w), columns);
  const own: Place = { x: Math.min(Math.max(0, to.x), columns - w), y: Math.max(0, to.y), w, h: Math.max(1, to.h) };
  const settled = new Map([[id, own]]);
  const others = [...places].filter(([other]) => other !== id).sort(([, a], [, b]) => order(a) - order(b));
  for (const [other, place] of others) {
    let next = place;
    for (;;) {
      const blocker = [...settled.values()].find((one) => overlap(one, next));
      if (!blocker) break;
      next = { ...next, y: blocker.y + blocker.h };
    }
    settled.set(other, next);
  }
  return settled;
}

function nearest(block: BlockDocument, breakpoint: Breakpoint, grid: Grid): { place: Place | null; from: Breakpoint | null; isScaled: boolean } {
  const index = BREAKPOINTS.indexOf(breakpoint);
  const larger = BREAKPOINTS.slice(0, index + 1).reverse();
  const from = [...larger, ...BREAKPOINTS.slice(index + 1)].find((name) => block.at?.[name]) ?? null;
  const place = from ? block.at![from]! : null;
  return { place, from, isScaled: !from || grid.columns[from] !== grid.columns[breakpoint] };
}

const TALL = 3;

// A chart needs room to be read: small blocks may share a row on narrow screens, tall ones may not.
function scaledWidth(block: BlockDocument, place: Place | null, before: number, columns: number): number {
  const isTall = (place?.h ?? 4) >= TALL;
  if (block.kind === "text" && before !== columns) return columns;
  const least = columns <= 4 ? (isTall ? columns : Math.ceil(columns / 2)) : columns <= 8 && isTall ? Math.ceil(columns / 2) : Math.ceil(columns / 4);
  return Math.min(columns, Math.max(least, Math.round(((place?.w ?? before / 2) * columns) / before)));
}

function order(place: Place | null): number {
  return place ? place.y * 1000 + place.x : Number.MAX_SAFE_INTEGER;
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function numbers(value: unknown): Partial<Record<Breakpoint, number>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, Number(one)] as const).filter(([, one]) => Number.isFinite(one)));
}
