/** What went wrong, with the id under which the server's log has it. */
export declare class GuestError extends Error {
    readonly code: string;
    readonly status: number;
    readonly requestId: string | null;
    constructor(code: string, message: string, status: number, requestId: string | null);
    get isExpired(): boolean;
}
export interface GuestClientSource {
    baseUrl(): string;
    token(): string;
    /** Asks the page for a new token; null when there is none to be had. */
    renewToken(): Promise<string | null>;
    onQuery(detail: {
        path: string;
        requestId: string | null;
        status: number;
        milliseconds: number;
    }): void;
}
export declare class GuestClient {
    #private;
    constructor(source: GuestClientSource);
    post(path: string, body: unknown, signal?: AbortSignal): Promise<Response>;
    json<Reply>(path: string, body: unknown, signal?: AbortSignal): Promise<Reply>;
    stream<Message>(path: string, body: unknown, signal?: AbortSignal): AsyncGenerator<Message>;
}
export declare function messagesOf<Message>(response: Response): AsyncGenerator<Message>;
