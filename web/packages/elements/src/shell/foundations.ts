// Plain texts and data that the view needs too. They are in the shell because it has room for them: the chunk of the
// view, with ECharts in it, is the larger one by far.

import { languageOf, speech, textsOf } from "../texts/language";
import { baseStyles } from "../theme/styles";
import { sheetOf, tokensFor } from "../theme/tokens";

export const FOUNDATIONS = { baseStyles, sheetOf, tokensFor, languageOf, speech, textsOf };
export type Foundations = typeof FOUNDATIONS;
