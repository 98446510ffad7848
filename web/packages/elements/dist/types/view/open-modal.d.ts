import { type ElementPart } from "lit/html.js";
import { AsyncDirective } from "lit/async-directive.js";
declare class OpenModal extends AsyncDirective {
    render(): symbol;
    update(part: ElementPart): symbol;
}
export declare const openModal: () => import("lit-html/directive.js").DirectiveResult<typeof OpenModal>;
export {};
