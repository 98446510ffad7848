type Bag = Record<string, unknown>;
/** The first rule whose bounds hold the value; a bound that is missing holds always. */
export declare function valueColor(appearance: Bag, value: number | null): string | null;
export declare function styleOn(color: string | null): string;
export {};
