import { type TemplateResult } from "lit/html.js";
import type { Row } from "../types/documents";
import type { CardContext } from "./card-context";
export declare function table({ store, metric, speech }: CardContext, onRow: (row: Row, column: string) => void): TemplateResult;
