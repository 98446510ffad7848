// What may be offered: what the server allows and the page has not switched off. The server checks again.

import type { Settings } from "../shell/settings";
import type { MetricDocument } from "../types/documents";
import type { State } from "./state";

export interface Allowed {
  create: boolean;
  layout: boolean;
  manage: boolean;
  views: boolean;
  reports: boolean;
  underlying: boolean;
  download: boolean;
  /** The rows behind a metric, as a file. */
  downloadUnderlying: boolean;
  /** A metric's own report, from its menu. */
  emailCsv: boolean;
  png: boolean;
  pdf: boolean;
  all: boolean;
  fullscreen: boolean;
  update(metric: MetricDocument): boolean;
  remove(metric: MetricDocument): boolean;
}

export function allowed(state: State, settings: Settings): Allowed {
  const may = state.dashboard?.permissions;
  const { options, switches } = settings;
  const isFiltered = Object.values(state.filters).some((value) => value !== null && value !== undefined);
  const reports = may?.emailReports === true && !options.disableScheduleEmailReports;
  const download = may?.download === true && !(options.disableDownloadDataNoFilters && !isFiltered);
  return {
    create: may?.createMetrics === true && !options.disableMetricCreation,
    layout: may?.changeLayout === true && !options.disableLayoutCustomization,
    manage: may?.manageMetrics === true && !options.disableManageMetrics,
    views: may?.createViews === true,
    reports,
    emailCsv: reports && switches.has("enable-email-csv"),
    underlying: may?.underlyingData === true && !options.disableUnderlyingData,
    download,
    downloadUnderlying: may?.download === true && !(options.disableDownloadUnderlyingDataNoFilters && !isFiltered),
    png: download && !switches.has("disable-download-png"),
    pdf: download && switches.has("enable-download-all-pdf"),
    all: download && switches.has("enable-download-all-metrics"),
    fullscreen: !switches.has("disable-fullscreen"),
    update: (metric) => may?.updateMetrics === true && metric.isOwn && !options.disableMetricUpdation,
    remove: (metric) => may?.deleteMetrics === true && metric.isOwn && !options.disableMetricDeletion,
  };
}
