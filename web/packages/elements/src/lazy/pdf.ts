// A dashboard as a PDF: its cards as pictures, on pages in the order of reading.

import { jsPDF } from "jspdf";
import type { ViewContext } from "../view/card-context";
import { pictureOf } from "./picture";

const PAGE = { width: 842, height: 595 };
const MARGIN = 36;
const GAP = 14;

export async function dashboardPdf(context: ViewContext): Promise<Blob> {
  const { store } = context;
  const page = new jsPDF({ orientation: "landscape", unit: "pt", format: [PAGE.width, PAGE.height], compress: true });
  page.setProperties({ title: store.state.dashboard?.name ?? "" });
  const heading = headingOf(context);
  page.addImage(heading, "PNG", MARGIN, MARGIN, PAGE.width - 2 * MARGIN, 30);
  let y = MARGIN + 44;
  let x = MARGIN;
  let lowest = y;
  for (const metricId of inReadingOrder(context)) {
    const picture = await pictureOf(context, metricId);
    const whole = PAGE.width - 2 * MARGIN;
    const share = cardShare(context, metricId);
    let width = Math.min(whole, whole * share - (share < 0.99 ? GAP / 2 : 0));
    let height = (picture.height / picture.width) * width;
    const room = PAGE.height - 2 * MARGIN - 10;
    if (height > room) [width, height] = [width * (room / height), room];
    if (x + width > PAGE.width - MARGIN + 1) [x, y] = [MARGIN, lowest + GAP];
    if (y + height > PAGE.height - MARGIN + 1) {
      page.addPage();
      [x, y, lowest] = [MARGIN, MARGIN, MARGIN];
    }
    page.addImage(picture, "PNG", x, y, width, height, undefined, "FAST");
    lowest = Math.max(lowest, y + height);
    x += width + GAP;
  }
  return page.output("blob");
}

function headingOf({ store, theme }: ViewContext): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [(PAGE.width - 2 * MARGIN) * 2, 60];
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = theme.isDark ? "#161b26" : theme.text;
  pen.font = `650 34px ${theme.font}`;
  pen.textBaseline = "middle";
  pen.fillText(store.state.dashboard?.name ?? "", 0, 30);
  return canvas;
}

function inReadingOrder({ store }: ViewContext): string[] {
  const cards = [...store.context.root.querySelectorAll<HTMLElement>("[data-metric]")];
  return [...new Set(cards.map((card) => card.dataset["metric"]!))].filter((id) => store.state.metrics.has(id));
}

function cardShare({ store }: ViewContext, metricId: string): number {
  const card = store.context.root.querySelector<HTMLElement>(`[data-metric="${CSS.escape(metricId)}"]`);
  return card ? Math.min(1, card.clientWidth / store.context.host.clientWidth) : 1;
}
