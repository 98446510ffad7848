import type { FilterValues, Row } from "./documents";
export interface SoukEvents {
    /** Drawn for the first time, or after the token, the dashboard or the metric was changed. */
    "souk-ready": {
        id: string;
        metrics: string[];
    };
    /** A request was answered. */
    "souk-query": {
        path: string;
        requestId: string | null;
        status: number;
        milliseconds: number;
    };
    /** Something failed; the element shows it, too. */
    "souk-error": {
        code: string;
        message: string;
        requestId: string | null;
        metricId?: string;
    };
    /** The token has expired and `getToken` did not give a new one. */
    "souk-token-expired": {
        code: string;
    };
    /** A mark, a row or a value was clicked. Cancel the event to keep the element from drilling or filtering. */
    "souk-click": {
        metricId: string;
        column: string | null;
        value: unknown;
        row: Row | null;
    };
    /** The viewer or the page changed the filters. */
    "souk-filter": {
        filters: FilterValues;
    };
    /** A metric was saved in the builder. */
    "souk-saved": {
        metricId: string;
    };
}
export type SoukEventName = keyof SoukEvents;
