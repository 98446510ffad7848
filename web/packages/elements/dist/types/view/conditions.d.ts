import type { Condition, Scalar } from "../types/documents";
export declare function cellStyle(conditions: Condition[], column: string, value: Scalar): string;
export declare function holds({ operator, value: wanted }: Condition, value: Scalar): boolean;
export declare function safe(color: string): string;
