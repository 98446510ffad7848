declare global {
    interface Window {
        dbn?: {
            baseUrl?: string;
        };
    }
}
export declare function serverOf(attribute: string | null): string;
