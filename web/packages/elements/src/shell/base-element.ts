// The custom element itself: attributes, properties, the token and the life in the page. It draws nothing but a
// skeleton; the view is a chunk of its own, fetched at the same time as the first reply of the server.

import type { FilterValues } from "../types/documents";
import type { SoukEventName, SoukEvents } from "../types/events";
import type { ElementContext, ExportRequest, Purpose, View } from "./context";
import { FOUNDATIONS } from "./foundations";
import { GuestClient } from "./guest-client";
import { serverOf } from "./script-origin";
import { ATTRIBUTES, IDENTITY, readSettings, type Settings } from "./settings";
import { showPlainMessage, showSkeleton } from "./skeleton";

// On a server there is no HTMLElement; importing must not fail there, and nothing is ever constructed.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

type Work = "draw" | "load";
const PATIENCE = 800;

export abstract class SoukElement extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  /** Gives a new guest token when there is none or the last one has expired. */
  declare getToken: (() => string | Promise<string>) | null;
  declare token: string;
  declare baseUrl: string;
  declare options: string | object;
  declare theme: string | object;
  declare themeName: string;
  declare language: string;
  declare translations: string | Record<string, string>;
  declare filters: string | FilterValues;

  #properties = new Map<string, unknown>();
  #renewedToken: string | null = null;
  #work: Work | null = null;
  #connected = false;
  #shown = false;
  #latestLoad: object | null = null;
  #settings: Settings | null = null;
  #view: Promise<View> | null = null;
  #client = new GuestClient({
    baseUrl: () => serverOf(this.#text("base-url")),
    token: () => this.#renewedToken ?? this.#text("token"),
    renewToken: () => this.#renewToken(),
    onQuery: (detail) => this.#emit("souk-query", detail),
  });

  abstract readonly purpose: Purpose;

  /** Asks the server again and draws what has changed. */
  async refresh(): Promise<void> {
    await (await this.#ready()).refresh();
  }

  /** Sets filters by name; those that are not named keep their values, and null clears one. */
  async setFilters(filters: FilterValues): Promise<void> {
    await (await this.#ready()).setFilters(filters);
  }

  async getFilters(): Promise<FilterValues> {
    return (await this.#ready()).getFilters();
  }

  /** Makes a file of one metric (csv, xlsx, png) or of the whole dashboard (pdf). */
  async exportMetric(request: ExportRequest): Promise<Blob> {
    return (await this.#ready()).exported(request);
  }

  async openBuilder(metricId?: string): Promise<void> {
    await (await this.#ready()).openBuilder(metricId);
  }

  async openManager(): Promise<void> {
    await (await this.#ready()).openManager();
  }

  async openReports(): Promise<void> {
    await (await this.#ready()).openReports();
  }

  async editLayout(): Promise<void> {
    await (await this.#ready()).editLayout();
  }

  connectedCallback(): void {
    this.#connected = true;
    for (const name of PROPERTIES.keys()) this.#adoptEarlyProperty(name);
    this.#schedule(this.#shown ? "draw" : "load");
  }

  disconnectedCallback(): void {
    this.#connected = false;
    // Moving an element in the page disconnects and connects it in one go; that is no reason to start anew.
    queueMicrotask(() => {
      if (this.#connected) return;
      void this.#view?.then((view) => view.close());
      this.#view = null;
      this.#shown = false;
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before !== after) this.changed(name);
  }

  /** Called for a changed attribute or property. */
  changed(name: string): void {
    this.#settings = null;
    if (name === "token") this.#renewedToken = null;
    this.#schedule(IDENTITY.has(name) ? "load" : "draw");
  }

  property(name: string): unknown {
    return this.#properties.get(name) ?? this.getAttribute(name) ?? "";
  }

  setProperty(name: string, value: unknown): void {
    const before = this.#properties.get(name);
    if (before === value) return;
    if (value === null || value === undefined) this.#properties.delete(name);
    else this.#properties.set(name, value);
    if (name !== "get-token") this.changed(name);
    // Another function at each drawing of a framework is no reason to start anew; the first one is.
    else if (!before && this.#text("token") === "") this.#schedule("load");
  }

  // A framework may have set a property before this class was defined; then it hides the accessor.
  #adoptEarlyProperty(name: string): void {
    const early = Object.getOwnPropertyDescriptor(this, name);
    if (!early) return;
    delete (this as Record<string, unknown>)[name];
    (this as Record<string, unknown>)[name] = early.value;
  }

  #schedule(work: Work): void {
    if (!this.#connected) return;
    if (this.#work === null) queueMicrotask(() => this.#perform());
    if (this.#work !== "load") this.#work = work;
  }

  #perform(): void {
    const work = this.#work;
    this.#work = null;
    if (!this.#connected || work === null) return;
    if (work === "draw") void this.#view?.then((view) => view.settingsChanged());
    else void this.#load();
  }

  async #load(): Promise<void> {
    if (!this.#shown && !this.#read().options.disableMainLoader) showSkeleton(this.#root(), this.purpose !== "dashboard");
    this.#shown = true;
    this.#view ??= import("../view/index").then((chunk) => chunk.openView(this.#context(), FOUNDATIONS));
    const view = this.#view;
    if (!(await this.#hasToken()) || this.#view !== view) return;
    const reply = this.#firstReply();
    // The view tells the failure; without this the browser would call it unhandled meanwhile.
    reply.catch(() => undefined);
    try {
      await (await view).load(reply);
    } catch (cause) {
      showPlainMessage(this.#root(), "The dashboard could not be loaded.");
      this.#view = null;
      this.#shown = false;
      this.#emit("souk-error", { code: "VIEW_NOT_LOADED", message: String(cause), requestId: null });
    }
  }

  // A page that hands the token over a moment later is given that moment, before it is told that there is none. False
  // when the token came meanwhile: then another load is under way.
  async #hasToken(): Promise<boolean> {
    const isThere = (): boolean => this.#text("token") !== "" || typeof this.getToken === "function";
    if (isThere()) return true;
    const load = (this.#latestLoad = {});
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    return this.#latestLoad === load && !isThere();
  }

  #firstReply(): Promise<Response> {
    const { filters } = this.#read();
    const dashboardId = this.#text("dashboard-id");
    const metricId = this.#text("metric-id");
    if (this.purpose === "create") return Promise.resolve(new Response(""));
    if (this.purpose === "dashboard") return this.#client.post("dashboard", { dashboardId, filters });
    return this.#client.post("metric", dashboardId ? { metricId, dashboardId, filters } : { metricId });
  }

  async #renewToken(): Promise<string | null> {
    const renew = this.getToken;
    if (typeof renew !== "function") return null;
    const token = await renew();
    this.#renewedToken = token || null;
    return this.#renewedToken;
  }

  #ready(): Promise<View> {
    return this.#view ?? Promise.reject(new Error("the element is not in a page yet"));
  }

  #root(): ShadowRoot {
    return this.shadowRoot ?? this.attachShadow({ mode: "open" });
  }

  #text(name: string): string {
    return String(this.property(name));
  }

  #read(): Settings {
    this.#settings ??= readSettings(this, this.#properties);
    return this.#settings;
  }

  #context(): ElementContext {
    return {
      host: this,
      root: this.#root(),
      purpose: this.purpose,
      client: this.#client,
      settings: () => this.#read(),
      id: () => this.#text(this.purpose === "metric" ? "metric-id" : "dashboard-id"),
      metricId: () => this.#text("metric-id"),
      dashboardId: () => this.#text("dashboard-id"),
      emit: (name, detail) => this.#emit(name, detail),
    };
  }

  #emit<Name extends SoukEventName>(name: Name, detail: SoukEvents[Name]): boolean {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true });
    const proceed = this.dispatchEvent(event);
    // The compatible product calls functions of the window by their names.
    if (name === "souk-token-expired") this.#callNamed("handle-server-event", { type: "TOKEN_EXPIRED", ...detail });
    if (name === "souk-click") this.#callNamed("chart-click-function", detail);
    return proceed;
  }

  #callNamed(attribute: string, detail: unknown): void {
    const named = (window as unknown as Record<string, unknown>)[this.#text(attribute)];
    if (typeof named === "function") named(detail);
  }
}

/** Property names by the attribute they stand for. */
const PROPERTIES = new Map<string, string>([
  ...ATTRIBUTES.map((name): [string, string] => [camelCase(name), name]),
  ["getToken", "get-token"],
]);
for (const [property, attribute] of PROPERTIES) {
  Object.defineProperty(SoukElement.prototype, property, {
    configurable: true,
    enumerable: true,
    get(this: SoukElement): unknown {
      return this.property(attribute);
    },
    set(this: SoukElement, value: unknown) {
      this.setProperty(attribute, value);
    },
  });
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
