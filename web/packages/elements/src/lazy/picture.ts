// A card as a picture, painted on a canvas by its data: with the browser's own fonts, and so in every script.

import { columnsOf, kindOf } from "../formats/values";
import { formatterOf } from "../formats/format";
import type { ViewContext } from "../view/card-context";
import { SoukChart } from "../view/chart-element";
import { singleModel } from "../view/single";
import { pivotModel } from "../view/pivot";
import type { MetricState } from "../view/state";
import { withTableSettings } from "../view/table-settings";

const SCALE = 2;
const PAD = 20;
const LINE = 26;
const MOST_ROWS = 40;

interface Painter { pen: CanvasRenderingContext2D; context: ViewContext; width: number; height: number }

export async function pictureOf(context: ViewContext, metricId: string): Promise<HTMLCanvasElement> {
  const metric = context.store.state.metrics.get(metricId);
  if (!metric) throw new Error(`there is no metric ${metricId}`);
  const card = context.store.context.root.querySelector<HTMLElement>(`[data-metric="${CSS.escape(metricId)}"]`);
  const rows = tableRows(context, metric);
  const width = Math.max(320, card?.clientWidth ?? 640);
  const height = rows ? 2 * PAD + 34 + rows.length * LINE : Math.max(160, card?.clientHeight ?? 360);
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  const painter: Painter = { pen, context, width, height };
  pen.fillStyle = context.theme.card;
  pen.fillRect(0, 0, width, height);
  paintTitle(painter, metric);
  if (rows) paintRows(painter, rows);
  else if (metric.document.chart.type === "single" && metric.answer) paintSingle(painter, metric);
  else await paintChart(painter, card);
  return canvas;
}

function font(size: number, weight: number, family: string): string {
  return `${weight} ${size}px ${family}`;
}

function paintTitle({ pen, context, width }: Painter, metric: MetricState): void {
  const { theme, speech } = context;
  pen.font = font(14, 600, theme.font);
  pen.fillStyle = theme.text;
  pen.textBaseline = "top";
  pen.direction = speech.isRightToLeft ? "rtl" : "ltr";
  pen.textAlign = "start";
  pen.fillText(metric.document.name, speech.isRightToLeft ? width - PAD : PAD, PAD, width - 2 * PAD);
}

async function paintChart({ pen, context, width, height }: Painter, card: HTMLElement | null): Promise<void> {
  const element = card?.querySelector("souk-chart");
  const chart = element instanceof SoukChart ? element.chart : undefined;
  const legend = element instanceof SoukChart ? (element.drawing?.legend ?? []) : [];
  const bottom = legend.length > 0 ? 28 : 0;
  if (!chart) return;
  const image = new Image();
  image.src = chart.getDataURL({ pixelRatio: SCALE, backgroundColor: context.theme.card, type: "png" });
  await image.decode();
  const top = PAD + 30;
  const share = Math.min((width - 2 * PAD) / chart.getWidth(), (height - top - PAD - bottom) / chart.getHeight());
  pen.drawImage(image, PAD, top, chart.getWidth() * share, chart.getHeight() * share);
  let x = PAD;
  pen.font = font(12, 400, context.theme.font);
  pen.direction = "ltr";
  pen.textAlign = "left";
  for (const { name, color } of legend) {
    const needed = pen.measureText(name).width + 30;
    if (x + needed > width - PAD) break;
    pen.fillStyle = color;
    pen.fillRect(x, height - PAD - 12, 9, 9);
    pen.fillStyle = context.theme.muted;
    pen.fillText(name, x + 15, height - PAD - 14);
    x += needed;
  }
}

function paintSingle({ pen, context, width }: Painter, metric: MetricState): void {
  const { theme, speech } = context;
  const model = singleModel(metric.answer!, metric.document.chart, speech);
  const x = speech.isRightToLeft ? width - PAD : PAD;
  pen.font = font(32, 650, theme.font);
  pen.fillStyle = theme.text;
  pen.fillText(model.text, x, PAD + 30);
  if (!model.change) return;
  pen.font = font(13, 600, theme.font);
  pen.fillStyle = model.change.direction === "down" ? theme.negative : theme.positive;
  pen.fillText(`${model.change.text} ${speech.say("versusPrevious")}`, x, PAD + 74);
}

/** What a table or pivot table shows, as texts; null for what is not a table. */
export function tableRows({ speech, settings }: ViewContext, { answer, document }: MetricState): string[][] | null {
  if (!answer) return null;
  const chart = withTableSettings(document.chart, answer, settings.appearance);
  if (chart.type === "pivot") {
    const model = pivotModel(answer, chart, speech);
    const write = formatterOf(answer, chart, model.measure, speech.language);
    const head = [model.corner, ...model.across.map((one) => one.label), speech.say("total")];
    return [head, ...model.rows.slice(0, MOST_ROWS).map((row) => [row.label, ...row.cells.map(write), write(row.total)]),
      [speech.say("total"), ...model.totals.map(write), write(model.grandTotal)]];
  }
  if (chart.type !== "table") return null;
  const columns = columnsOf(answer).map((column) => ({ ...column, kind: kindOf(answer, column.name), write: formatterOf(answer, chart, column.name, speech.language) }));
  return [columns.map((column) => column.label), ...answer.data.slice(0, MOST_ROWS).map((row) => columns.map((column) => column.write(row[column.name])))];
}

function paintRows({ pen, context, width }: Painter, rows: string[][]): void {
  const { theme } = context;
  const columns = rows[0]?.length ?? 1;
  const cell = (width - 2 * PAD) / columns;
  rows.forEach((row, at) => {
    const y = PAD + 34 + at * LINE;
    pen.font = font(12, at === 0 ? 600 : 400, theme.font);
    row.forEach((text, index) => {
      pen.fillStyle = at === 0 ? theme.muted : theme.text;
      const isRight = context.speech.isRightToLeft;
      pen.fillText(text, isRight ? width - PAD - index * cell : PAD + index * cell, y, cell - 10);
    });
    pen.fillStyle = theme.grid;
    pen.fillRect(PAD, y + 19, width - 2 * PAD, 1);
  });
}
