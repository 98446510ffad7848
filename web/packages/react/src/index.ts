// Thin wrappers for React: properties are set as properties, events are told to functions, and a reference gives the
// element with its methods. Nothing is drawn on a server but the empty element, which the browser fills.

import type { SoukCreateMetric, SoukDashboard, SoukElement, SoukEvents, SoukMetric } from "@souk/elements";
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef, type CSSProperties, type ForwardRefExoticComponent, type RefAttributes } from "react";

export interface SoukProps {
  token?: string;
  getToken?: () => string | Promise<string>;
  baseUrl?: string;
  dashboardId?: string;
  metricId?: string;
  options?: object;
  theme?: string | object;
  themeName?: string;
  adminThemeOptions?: object;
  language?: string;
  translations?: Record<string, string>;
  filters?: Record<string, unknown>;
  chartColors?: string[];
  chartAppearance?: object;
  chartRendererType?: "canvas" | "svg";
  height?: string | number;
  width?: string | number;
  className?: string;
  style?: CSSProperties;
  id?: string;
  onReady?: (detail: SoukEvents["souk-ready"]) => void;
  onQuery?: (detail: SoukEvents["souk-query"]) => void;
  onError?: (detail: SoukEvents["souk-error"]) => void;
  onTokenExpired?: (detail: SoukEvents["souk-token-expired"]) => void;
  /** Return false to keep the element from drilling or filtering. */
  onMarkClick?: (detail: SoukEvents["souk-click"]) => boolean | void;
  onFilter?: (detail: SoukEvents["souk-filter"]) => void;
  onSaved?: (detail: SoukEvents["souk-saved"]) => void;
}

const EVENTS = {
  onReady: "souk-ready", onQuery: "souk-query", onError: "souk-error", onTokenExpired: "souk-token-expired",
  onMarkClick: "souk-click", onFilter: "souk-filter", onSaved: "souk-saved",
} as const;
const OF_REACT = new Set<string>(["className", "style", "id", ...Object.keys(EVENTS)]);

function wrapped<Element extends SoukElement>(tag: string): ForwardRefExoticComponent<SoukProps & RefAttributes<Element>> {
  const Wrapper = forwardRef<Element, SoukProps>((props, reference) => {
    const element = useRef<Element | null>(null);
    const latest = useRef(props);
    latest.current = props;
    useImperativeHandle(reference, () => element.current!, []);
    // The script registers the elements; on a server this effect never runs.
    useEffect(() => void import("@souk/elements"), []);
    const before = useRef<Record<string, unknown>>({});
    useEffect(() => {
      const own = Object.fromEntries(Object.entries(props).filter(([name]) => !OF_REACT.has(name)));
      for (const name of new Set([...Object.keys(own), ...Object.keys(before.current)])) {
        if (!isSame(own[name], before.current[name])) (element.current as unknown as Record<string, unknown>)[name] = own[name];
      }
      before.current = own;
    });
    useEffect(() => {
      const target = element.current!;
      const listeners = Object.entries(EVENTS).map(([property, name]) => {
        const listen = (event: Event): void => {
          const tell = latest.current[property as keyof typeof EVENTS] as ((detail: unknown) => boolean | void) | undefined;
          if (tell?.((event as CustomEvent).detail) === false) event.preventDefault();
        };
        target.addEventListener(name, listen);
        return () => target.removeEventListener(name, listen);
      });
      return () => listeners.forEach((remove) => remove());
    }, []);
    const { className, style, id } = props;
    return createElement(tag, { ref: element, className, style, id });
  });
  Wrapper.displayName = tag;
  return Wrapper;
}

// An object written in place is a new one at each turn; only another content is a change.
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}

export const Dashboard = wrapped<SoukDashboard>("souk-dashboard");
export const Metric = wrapped<SoukMetric>("souk-metric");
export const CreateMetric = wrapped<SoukCreateMetric>("souk-create-metric");
