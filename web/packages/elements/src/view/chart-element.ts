// One ECharts instance in a box: draws, follows the size, tells clicks, and lets the keyboard walk over the marks.

import { CHARTS } from "../charts/index";
import type { ChartLocale, Drawing, Mark } from "../charts/drawing";
import { areBandsHere, arePartsHere, getInstanceByDom, init, loadBands, loadParts, type ECharts } from "../charts/engine";
import { hasBands } from "../charts/thresholds";
import { withAppearance } from "../theme/appearance";
import type { ChartTheme } from "../theme/chart-theme";
import type { Answer, ChartSpec } from "../types/documents";
import { fitted, markAt, shownOption, type ClickEvent } from "./shown-option";

export interface ChartInput {
  answer: Answer;
  chart: ChartSpec;
  theme: ChartTheme;
  locale: ChartLocale;
  renderer: "canvas" | "svg";
  hidden: ReadonlySet<string>;
}

// A card is drawn anew whenever anything changes on the dashboard; its chart only for another input.
const drawings = new WeakMap<ChartInput, Drawing | null>();

export function drawingOf(input: ChartInput): Drawing | null {
  if (!drawings.has(input)) drawings.set(input, drawn(input));
  return drawings.get(input) ?? null;
}

function drawn({ answer, chart, theme, locale }: ChartInput): Drawing | null {
  const draw = CHARTS[chart.type];
  const own = chart.colors ? { ...theme, palette: chart.colors } : theme;
  return draw ? withAppearance(draw(answer, chart, own, locale), theme.appearance) : null;
}

// The rarer parts wait for the first picture, which needs no further request.
let release: () => void;
const afterFirst = new Promise<void>((resolve) => (release = resolve));
const PATIENCE = 2000;

/** No picture will come that needs the common parts only: nothing is to be waited for. */
export function onlyRareCharts(): void {
  release();
}

let isFirst = true;

// A mark for those who measure how long the first picture takes.
function drawnFirst(): void {
  release();
  if (isFirst) performance.mark("souk-first-chart");
  isFirst = false;
}

export class SoukChart extends HTMLElement {
  onMark: ((mark: Mark) => void) | null = null;
  onRead: ((text: string) => void) | null = null;
  #input: ChartInput | null = null;
  #drawing: Drawing | null = null;
  #chart: ECharts | null = null;
  #at = { series: 0, mark: -1 };
  #drawnSize = "";
  #resize = new ResizeObserver(() => this.#fit());

  /** The ECharts instance, for reading back what is drawn. */
  get chart(): ECharts | undefined {
    return getInstanceByDom(this) ?? undefined;
  }

  get drawing(): Drawing | null {
    return this.#drawing;
  }

  get input(): ChartInput | null {
    return this.#input;
  }

  set input(input: ChartInput | null) {
    if (input && this.#input && sameInput(input, this.#input)) return;
    if (this.#input && input?.renderer !== this.#input.renderer) this.#dispose();
    this.#input = input;
    this.#drawing = input ? drawingOf(input) : null;
    this.#at = { series: 0, mark: -1 };
    void this.#draw();
  }

  connectedCallback(): void {
    this.#resize.observe(this);
    this.addEventListener("keydown", this.#onKey);
    void this.#draw();
  }

  disconnectedCallback(): void {
    this.#resize.disconnect();
    this.removeEventListener("keydown", this.#onKey);
    this.#dispose();
  }

  async #draw(): Promise<void> {
    const input = this.#input;
    if (!input || !this.#drawing || !this.isConnected || this.clientWidth === 0) return;
    if (!arePartsHere(input.chart.type, input.renderer)) {
      await Promise.race([afterFirst, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      await loadParts(input.chart.type, input.renderer);
      if (this.#input !== input || !this.isConnected) return;
    }
    if (!this.#chart) {
      this.#chart = init(this, null, { renderer: input.renderer });
      this.#chart.on("click", (event) => this.#click(event as unknown as ClickEvent));
    }
    this.#chart.setOption(fitted(shownOption(this.#drawing, input.hidden), this.clientWidth, this.clientHeight), { notMerge: true });
    this.#drawnSize = `${this.clientWidth} ${this.clientHeight}`;
    this.dataset["drawn"] = input.chart.type;
    drawnFirst();
    // The picture does not wait for what is behind it.
    if (!hasBands(this.#drawing) || areBandsHere()) return;
    await loadBands();
    if (this.#input === input) await this.#draw();
  }

  #fit(): void {
    if (!this.#chart) return void this.#draw();
    if (this.#drawnSize === `${this.clientWidth} ${this.clientHeight}`) return;
    this.#chart.resize();
    void this.#draw();
  }

  #dispose(): void {
    this.#chart?.dispose();
    this.#chart = null;
    delete this.dataset["drawn"];
  }

  #click(event: ClickEvent): void {
    if (!this.#drawing || event.dataType === "node") return;
    const mark = markAt(this.#drawing, this.#input?.hidden ?? new Set(), event);
    if (mark) this.onMark?.(mark);
  }

  #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.#walk(this.#input?.locale.isRightToLeft && event.key.match(/Left|Right/) ? -step : step);
    }
    const mark = this.#drawing?.marks[this.#at.series]?.[this.#at.mark];
    if ((event.key === "Enter" || event.key === " ") && mark) {
      event.preventDefault();
      this.onMark?.(mark);
    }
    if (event.key === "Escape") this.#chart?.dispatchAction({ type: "hideTip" });
  };

  // From mark to mark, and from the last of a series to the first of the next.
  #walk(step: number): void {
    const all = (this.#drawing?.marks ?? []).flatMap((marks, series) => marks.map((_, mark) => ({ series, mark })));
    if (all.length === 0) return;
    const now = all.findIndex(({ series, mark }) => series === this.#at.series && mark === this.#at.mark);
    const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
    this.#at = all[next]!;
    const where = { seriesIndex: this.#at.series, dataIndex: this.#at.mark };
    this.#chart?.dispatchAction({ type: "downplay" });
    this.#chart?.dispatchAction({ type: "highlight", ...where });
    this.#chart?.dispatchAction({ type: "showTip", ...where });
    this.onRead?.(this.#drawing?.marks[this.#at.series]?.[this.#at.mark]?.label ?? "");
  }
}

function sameInput(a: ChartInput, b: ChartInput): boolean {
  return a.answer === b.answer && a.chart === b.chart && a.theme === b.theme && a.locale === b.locale
    && a.renderer === b.renderer && a.hidden === b.hidden;
}

if (!customElements.get("souk-chart")) customElements.define("souk-chart", SoukChart);
