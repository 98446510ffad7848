import { type TemplateResult } from "lit/html.js";
import type { CardContext } from "./card-context";
export declare function card(context: CardContext): TemplateResult;
export declare function cssName(id: string): string;
