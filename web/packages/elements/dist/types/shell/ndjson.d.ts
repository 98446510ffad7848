export declare function readLines<Message>(body: ReadableStream<Uint8Array>): AsyncGenerator<Message>;
