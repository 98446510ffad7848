import type { ExportRequest } from "../shell/context";
import type { ViewContext } from "../view/card-context";
export declare function exported(context: ViewContext, request: ExportRequest): Promise<Blob>;
/** Makes the file and hands it to the browser. */
export declare function download(context: ViewContext, request: ExportRequest): Promise<void>;
export declare function downloadAll(context: ViewContext): Promise<void>;
export declare function fileName(name: string): string;
export declare function pngOf(canvas: HTMLCanvasElement): Promise<Blob>;
