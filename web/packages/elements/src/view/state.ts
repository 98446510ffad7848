// What the view knows at a moment. Changed only by the store.

import type {
  Answer, Cell, DashboardDocument, FilterValues, MetricDocument, ProblemDocument,
} from "../types/documents";

export interface TableState {
  order: { member: string; direction: "asc" | "desc" } | null;
  search: string;
  offset: number;
}

export interface MetricState {
  document: MetricDocument;
  status: "loading" | "ready" | "error";
  answer: Answer | null;
  problem: (ProblemDocument & { requestId: string | null }) | null;
  /** The values that were clicked on the way down. */
  drill: Cell[];
  filters: FilterValues;
  table: TableState;
  hidden: ReadonlySet<string>;
  isShownAsTable: boolean;
  /** It cannot be narrowed by what is clicked elsewhere, and is shown as it is. */
  ignoresCross: boolean;
}

export interface CrossFilter extends Cell {
  from: string;
  label: string;
}

export type Overlay =
  | { kind: "menu"; of: string }
  | { kind: "filter"; name: string; metricId?: string }
  | { kind: "dialog"; name: "underlying" | "builder" | "manager" | "reports" | "view"; metricId?: string; cell?: Cell[]; viewId?: string }
  | { kind: "fullscreen"; metricId: string };

export interface State {
  status: "loading" | "ready" | "expired" | "absent" | "error";
  problem: (ProblemDocument & { requestId: string | null }) | null;
  dashboard: DashboardDocument | null;
  metrics: Map<string, MetricState>;
  filters: FilterValues;
  cross: CrossFilter | null;
  tab: string;
  /** The view that was chosen, until another filter is set. */
  view: string;
  overlay: Overlay | null;
  isEditing: boolean;
  notice: string;
}

export const PAGE = 50;

export function metricState(document: MetricDocument): MetricState {
  return {
    document, status: "loading", answer: null, problem: null, drill: [], filters: {},
    table: { order: null, search: "", offset: 0 }, hidden: new Set(), isShownAsTable: false, ignoresCross: false,
  };
}

export function emptyState(): State {
  return {
    status: "loading", problem: null, dashboard: null, metrics: new Map(), filters: {}, cross: null, tab: "", view: "",
    overlay: null, isEditing: false, notice: "",
  };
}
