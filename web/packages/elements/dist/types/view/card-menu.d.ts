import { nothing, type TemplateResult } from "lit/html.js";
import type { CardContext } from "./card-context";
export declare function cardMenu(context: CardContext): TemplateResult | typeof nothing;
/** Up and down in a list of buttons. */
export declare function walk(event: KeyboardEvent): void;
