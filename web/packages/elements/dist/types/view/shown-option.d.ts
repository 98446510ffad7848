import type { Drawing, Mark } from "../charts/drawing";
export interface ClickEvent {
    seriesIndex: number;
    dataIndex: number;
    dataType?: string;
    data?: {
        mark?: number;
    };
}
/** The option for a box of this size. */
export declare function fitted(option: Drawing["option"], width: number, height: number): Drawing["option"];
/** The option without what the legend has switched off. */
export declare function shownOption({ option, legend }: Drawing, hidden: ReadonlySet<string>): Drawing["option"];
/** The mark of a click, whose place counts only what is shown. */
export declare function markAt(drawing: Drawing, hidden: ReadonlySet<string>, event: ClickEvent): Mark | undefined;
