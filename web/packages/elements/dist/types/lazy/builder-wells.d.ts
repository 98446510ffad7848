import { type TemplateResult } from "lit/html.js";
import type { Builder } from "./builder";
import { type Draft } from "./builder-model";
type Change = (own: Builder, draft: Draft) => void;
export declare function wells(own: Builder, change: Change): TemplateResult;
export {};
