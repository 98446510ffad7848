import type { ExportRequest } from "../shell/context";
import type { ViewContext } from "../view/card-context";
export async function exported(_context: ViewContext, _request: ExportRequest): Promise<Blob> { return new Blob(); }
export async function download(_context: ViewContext, _request: ExportRequest): Promise<void> {}
export async function downloadAll(_context: ViewContext): Promise<void> {}
