// Files: CSV and XLSX from the server, PNG and PDF drawn here.

import type { ExportRequest } from "../shell/context";
import type { ViewContext } from "../view/card-context";
import { pictureOf } from "./picture";

export async function exported(context: ViewContext, request: ExportRequest): Promise<Blob> {
  const { store } = context;
  if (request.format === "pdf") return (await import("./pdf")).dashboardPdf(context);
  const metricId = request.metricId ?? [...store.state.metrics.keys()][0] ?? "";
  if (request.format === "png") return pngOf(await pictureOf(context, metricId));
  const response = await store.context.client.post("export", {
    dashboardId: store.dashboardId(), metricId, format: request.format,
    ...store.surroundingsOf(metricId),
    ...(request.rows ? { rows: request.rows } : {}),
  });
  return response.blob();
}

/** Makes the file and hands it to the browser. */
export async function download(context: ViewContext, request: ExportRequest): Promise<void> {
  const { store, speech } = context;
  store.change({ notice: speech.say("preparing") });
  try {
    const name = request.format === "pdf" ? store.state.dashboard?.name : store.state.metrics.get(request.metricId ?? "")?.document.name;
    save(await exported(context, request), `${fileName(name ?? "metric")}.${request.format}`);
  } catch (cause) {
    store.fail(cause, []);
  }
  store.change({ notice: "" });
}

export async function downloadAll(context: ViewContext): Promise<void> {
  for (const metricId of context.store.state.metrics.keys()) await download(context, { metricId, format: "csv" });
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}

export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim().slice(0, 80) || "metric";
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be made"))), "image/png");
  });
}
