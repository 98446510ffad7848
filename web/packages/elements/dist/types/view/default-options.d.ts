import type { Settings } from "../shell/settings";
import type { FilterDocument, FilterValues } from "../types/documents";
/** By filter; those that the page or the token gives a value are left alone. */
export declare function wishedDefaults(filters: FilterDocument[], settings: Settings): FilterValues;
