import { nothing, type TemplateResult } from "lit/html.js";
import type { CardContext } from "./card-context";
export declare function breadcrumb({ metric, store, speech }: CardContext): TemplateResult | typeof nothing;
