export declare function showSkeleton(root: ShadowRoot, alone: boolean): void;
export declare function showPlainMessage(root: ShadowRoot, message: string): void;
