import type { ViewContext } from "../view/card-context";
export declare function startEditing(context: ViewContext): void;
