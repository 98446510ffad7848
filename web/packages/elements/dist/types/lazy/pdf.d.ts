import type { ViewContext } from "../view/card-context";
export declare function dashboardPdf(context: ViewContext): Promise<Blob>;
