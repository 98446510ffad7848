// Opens a <dialog> as modal when it enters the page: only then it keeps the focus and closes with Escape.

import { nothing, type ElementPart } from "lit/html.js";
import { AsyncDirective, directive } from "lit/async-directive.js";

class OpenModal extends AsyncDirective {
  render(): symbol {
    return nothing;
  }
  override update(part: ElementPart): symbol {
    const dialog = part.element as HTMLDialogElement;
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) dialog.showModal();
    });
    return nothing;
  }
}
export const openModal = directive(OpenModal);
