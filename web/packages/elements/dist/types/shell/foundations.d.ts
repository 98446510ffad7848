import { languageOf, speech, textsOf } from "../texts/language";
import { baseStyles } from "../theme/styles";
import { sheetOf, tokensFor } from "../theme/tokens";
export declare const FOUNDATIONS: {
    baseStyles: typeof baseStyles;
    sheetOf: typeof sheetOf;
    tokensFor: typeof tokensFor;
    languageOf: typeof languageOf;
    speech: typeof speech;
    textsOf: typeof textsOf;
};
export type Foundations = typeof FOUNDATIONS;
