import type { Speech } from "../texts/language";
import type { FilterDocument } from "../types/documents";
export declare function isSet(value: unknown): boolean;
export declare function summary(filter: FilterDocument, value: unknown, speech: Speech): string;
export declare function presetLabel(preset: string, speech: Speech): string;
