// <souk-plain-chart> and <dbn-chart>: draw given rows, and ask no server. Everything but the attributes is in the
// chunk of the view.

import { FOUNDATIONS } from "./foundations";

const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;
const NAMES = ["chart-options", "data", "colors", "config", "class-name", "chart-appearance", "theme", "language"] as const;
export type PlainChartSetting = (name: (typeof NAMES)[number]) => unknown;

export class SoukPlainChart extends Base {
  static readonly observedAttributes: readonly string[] = NAMES;
  declare chartOptions: string | object;
  declare data: string | Record<string, unknown>[];
  declare colors: string | string[];
  #given = new Map<string, unknown>();
  #isWaiting = false;

  connectedCallback(): void {
    this.#schedule();
  }

  attributeChangedCallback(): void {
    this.#schedule();
  }

  give(name: string, value: unknown): void {
    this.#given.set(name, value);
    this.#schedule();
  }

  given: PlainChartSetting = (name) => this.#given.get(name) ?? this.getAttribute(name) ?? undefined;

  #schedule(): void {
    if (this.#isWaiting || !this.isConnected) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      void import("../view/index").then((chunk) => chunk.drawPlainChart(this, root, this.given, FOUNDATIONS));
    });
  }
}

for (const name of NAMES) {
  const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  Object.defineProperty(SoukPlainChart.prototype, property, {
    configurable: true,
    enumerable: true,
    get(this: SoukPlainChart): unknown {
      return this.given(name);
    },
    set(this: SoukPlainChart, value: unknown) {
      this.give(name, value);
    },
  });
}
