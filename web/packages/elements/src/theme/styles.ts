// The style sheets of the view, made once for all elements of a page.

import builderStyles from "./builder.css?inline";
import cardStyles from "./card.css?inline";
import chartStyles from "./chart.css?inline";
import controlStyles from "./controls.css?inline";
import dashboardStyles from "./dashboard.css?inline";
import dialogStyles from "./dialogs.css?inline";
import tableStyles from "./table.css?inline";

let sheets: CSSStyleSheet[] | null = null;

export function baseStyles(): CSSStyleSheet[] {
  sheets ??= [dashboardStyles, controlStyles, cardStyles, chartStyles, tableStyles, dialogStyles, builderStyles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return sheets;
}
