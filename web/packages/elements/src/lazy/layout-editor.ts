import type { ViewContext } from "../view/card-context";
export function startEditing(_context: ViewContext): void {}
