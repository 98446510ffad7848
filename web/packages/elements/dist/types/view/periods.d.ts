import type { Settings } from "../shell/settings";
import type { PeriodValue } from "../types/documents";
export interface Preset {
    label: string;
    value: PeriodValue;
}
export declare function presetsFor(filter: string, settings: Settings, label: (preset: string) => string): Preset[];
/** With the Indian calendar years begin in April. */
export declare function periodOf(value: PeriodValue, settings: Settings, now?: Date): PeriodValue;
