// What the shell hands to the view, which is loaded later and separately.

import type { FilterValues } from "../types/documents";
import type { SoukEventName, SoukEvents } from "../types/events";
import type { GuestClient } from "./guest-client";
import type { Settings } from "./settings";

export type Purpose = "dashboard" | "metric" | "create";

export interface ElementContext {
  host: HTMLElement;
  root: ShadowRoot;
  purpose: Purpose;
  client: GuestClient;
  settings(): Settings;
  id(): string;
  metricId(): string;
  dashboardId(): string;
  /** Whether nobody has cancelled it. */
  emit<Name extends SoukEventName>(name: Name, detail: SoukEvents[Name]): boolean;
}

export type ExportFormat = "csv" | "xlsx" | "png" | "pdf";

export interface ExportRequest {
  metricId?: string;
  format: ExportFormat;
  rows?: "metric" | "underlying";
}

/** What the view can be asked to do. */
export interface View {
  /** Shows what arrives by this reply, which the shell asked for while the view was being fetched. */
  load(reply: Promise<Response>): Promise<void>;
  settingsChanged(): void;
  refresh(): Promise<void>;
  setFilters(filters: FilterValues): Promise<void>;
  getFilters(): FilterValues;
  exported(request: ExportRequest): Promise<Blob>;
  openBuilder(metricId?: string): Promise<void>;
  openManager(): Promise<void>;
  openReports(): Promise<void>;
  editLayout(): Promise<void>;
  close(): void;
}
