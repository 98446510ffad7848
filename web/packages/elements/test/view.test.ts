import { describe, expect, it } from "vitest";
import { GRID, breakpointAt, moved, pack, placesAt } from "../src/view/layout";
import { cellStyle, holds } from "../src/view/conditions";
import { pivotModel } from "../src/view/pivot";
import { singleModel, sparkPoints } from "../src/view/single";
import { withTableSettings } from "../src/view/table-settings";
import { styleOn, valueColor } from "../src/view/value-color";
import { formatterOf } from "../src/formats/format";
import { periodOf } from "../src/view/periods";
import { isSet, summary } from "../src/view/filter-summary";
import { readLines } from "../src/shell/ndjson";
import { speech, languageOf } from "../src/texts/language";
import { sheetOf, tokensFor } from "../src/theme/tokens";
import { chartOf, draftOf, emptyDraft, questionOf, suggestedType, withField, without, type Field } from "../src/lazy/builder-model";
import type { Settings } from "../src/shell/settings";
import type { BlockDocument } from "../src/types/documents";
import { answerOf, byMonthAndCity } from "./answers";

const english = speech("en", {});
const settings = (part: Partial<Settings>): Settings => ({
  options: {}, theme: {}, themeName: "", adminTheme: {}, language: "", translations: {}, messages: {}, colors: null, appearance: {},
  filterOptions: {}, filters: {}, renderer: "canvas", calendar: "default", variant: "", height: "", width: "", icon: "",
  filterPosition: "inside", noDataImage: "", menuIcon: { name: "", svg: "" }, description: { width: "", color: "" }, switches: new Set(), ...part,
});

describe("the grid", () => {
  const blocks: BlockDocument[] = [
    { id: "a", kind: "metric", at: { lg: { x: 0, y: 0, w: 6, h: 4 } } }, { id: "b", kind: "metric", at: { lg: { x: 6, y: 0, w: 6, h: 4 } } },
  ];
  it("keeps places where they are given", () => {
    expect(placesAt(blocks, "lg", GRID).get("b")).toEqual({ x: 6, y: 0, w: 6, h: 4 });
    expect(placesAt(blocks, "xl", GRID).get("b")).toEqual({ x: 6, y: 0, w: 6, h: 4 });
  });
  it("puts charts below each other on a phone", () => {
    const places = placesAt(blocks, "xxs", GRID);
    expect([places.get("a"), places.get("b")]).toEqual([{ x: 0, y: 0, w: 2, h: 4 }, { x: 0, y: 4, w: 2, h: 4 }]);
  });
  it("never lets blocks overlap", () => {
    const places = [...pack([{ id: "1", w: 3, h: 2 }, { id: "2", w: 2, h: 5 }, { id: "3", w: 4, h: 1 }, { id: "4", w: 6, h: 2 }], 6).values()];
    for (const a of places) for (const b of places) {
      if (a !== b) expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
    }
  });
  it("pushes down what a moved block covers, and stays inside", () => {
    const places = moved(new Map([["a", { x: 0, y: 0, w: 6, h: 4 }], ["b", { x: 6, y: 0, w: 6, h: 4 }]]), "a", { x: 8, y: 0, w: 6, h: 4 }, 12);
    expect([places.get("a"), places.get("b")]).toEqual([{ x: 6, y: 0, w: 6, h: 4 }, { x: 6, y: 4, w: 6, h: 4 }]);
  });
  it("knows the breakpoint of a width", () => {
    expect([2000, 1100, 900, 700, 500, 300].map((width) => breakpointAt(width, GRID))).toEqual(["xl", "lg", "md", "sm", "xs", "xxs"]);
  });
});

describe("conditional formats", () => {
  it("hold as they say", () => {
    const rule = (operator: "gt" | "between" | "equals", value: never) => ({ column: "a", operator, value, style: { color: "red", bold: true } });
    expect([holds(rule("gt", 5 as never), 6), holds(rule("gt", 5 as never), 5), holds(rule("gt", 5 as never), null)]).toEqual([true, false, false]);
    expect(holds(rule("between", [1, 2] as never), 2)).toBe(true);
    expect(holds(rule("equals", "x" as never), "x")).toBe(true);
    expect(cellStyle([rule("gt", 5 as never)], "a", 6)).toBe("color: red; font-weight: 650");
    expect(cellStyle([{ column: "a", operator: "gt", value: 0, style: { color: "positive" } }], "a", 1)).toBe("color: var(--souk-positive)");
  });
  it("cannot smuggle other declarations in", () => {
    const style = { color: "red; background: url(//evil)" };
    expect(cellStyle([{ column: "a", operator: "gt", value: 0, style }], "a", 1)).not.toContain(";");
  });
});

describe("the compatible table settings", () => {
  const answer = answerOf({ city: "string", sum: "number" }, [{ city: "Oslo", sum: 12.5 }, { city: "Rome", sum: null }]);
  const set = (tableSettings: object) => withTableSettings({ type: "table" }, answer, { tableSettings });
  it("are conditions by name or heading; what nobody knows is left out", () => {
    const rules = [
      { operator: ">=", value: 12, styles: { color: "red", backgroundColor: "#ff0", fontWeight: "bold", fontStyle: "italic" } },
      { operator: "resembles", value: 1, styles: { color: "blue" } },
    ];
    const chart = set({ conditionalFormatting: [{ columnName: "sum", rules }, { columnName: "nowhere", rules }, null], timeFormatter: "x" });
    expect(chart.conditions).toEqual([{ column: "sum", operator: "gte", value: 12, style: { bold: true, color: "red", background: "#ff0" } }]);
    expect(cellStyle(chart.conditions!, "sum", 12.5)).toBe("color: red; background-color: #ff0; font-weight: 650");
  });
  it("write texts around numbers, and none around nothing", () => {
    const chart = set({ numberFormatting: [{ columns: ["sum"], prefix: "ca. ", suffix: " t", formatter: "x" }] });
    expect(answer.data.map((row) => formatterOf(answer, chart, "sum", "en")(row["sum"]))).toEqual(["ca. 12.5 t", "–"]);
    expect(formatterOf(answer, chart, "city", "en")("Oslo")).toBe("Oslo");
  });
  it("leave the chart as it is without any", () => {
    const chart = { type: "table" as const };
    for (const tableSettings of [undefined, null, 7, { conditionalFormatting: {}, numberFormatting: [{}] }]) expect(withTableSettings(chart, answer, { tableSettings })).toBe(chart);
  });
});

describe("the compatible background rules", () => {
  const color = (value: number | null, ...bgColorRules: unknown[]) => valueColor({ customSettings: { bgColorRules } }, value);
  it("take the first rule that holds the value", () => {
    const rules = [{ max: 10, color: "#ff0000" }, { min: 10, max: 20, color: "blue" }, { min: 5, color: "green" }];
    expect([5, 15, 30].map((value) => color(value, ...rules))).toEqual(["#ff0000", "blue", "green"]);
    expect([color(null, ...rules), color(5, { color: "red" }, null), valueColor({}, 5)]).toEqual([null, null, null]);
  });
  it("keep the words readable and smuggle nothing in", () => {
    expect(styleOn("#101010")).toContain("color: #ffffff");
    expect(color(1, { min: 0, color: "red; position: fixed" })).not.toContain(";");
    expect(styleOn(null)).toBe("");
  });
});

describe("pivot tables", () => {
  it("add up rows and columns", () => {
    const model = pivotModel(byMonthAndCity, { type: "pivot", x: "city", series: "t.month", y: ["sum"] }, english);
    expect(model.across.map((one) => one.label)).toEqual(["Jan 2025", "Feb 2025"]);
    expect(model.rows.map((row) => [row.label, row.cells, row.total])).toEqual([["Oslo", [1, 2], 3], ["Rome", [3, null], 3]]);
    expect([model.totals, model.grandTotal]).toEqual([[4, 2], 6]);
  });
});

describe("single values", () => {
  it("compare with the value before", () => {
    const model = singleModel(answerOf({ v: "number" }, [{ v: 90 }], { comparisonValue: 100 }), { type: "single", y: ["v"], goal: 180 }, english);
    expect([model.text, model.change, model.goal?.share]).toEqual(["90", { text: "-10%", direction: "down" }, 0.5]);
  });
  it("have no change without a comparison or with one of zero", () => {
    for (const comparisonValue of [null, 0]) {
      expect(singleModel(answerOf({ v: "number" }, [{ v: 9 }], { comparisonValue }), { type: "single", y: ["v"] }, english).change).toBeNull();
    }
  });
  it("draw the trend from left to right, the greatest on top", () => {
    expect(sparkPoints([0, 10], 100, 40)).toEqual([[0, 37], [100, 3]]);
  });
});

describe("filters", () => {
  it("are told in words", () => {
    const filter = { name: "f", type: "string", variant: "multiselect", options: null, default: null } as const;
    expect(summary(filter, ["a", "b", "c"], english)).toBe("3 selected");
    expect(summary({ ...filter, type: "date" }, { preset: "last 7 days" }, english)).toBe("Last 7 days");
    expect(summary({ ...filter, type: "number" }, { min: 5 }, english)).toBe("5 – …");
    expect([isSet({ min: null }), isSet([]), isSet(0), isSet(false)]).toEqual([false, false, true, true]);
  });
  it("begin Indian years in April", () => {
    const india = settings({ calendar: "ind" });
    expect(periodOf({ preset: "this year" }, india, new Date(2026, 1, 5))).toEqual({ startDate: "2025-04-01", endDate: "2026-03-31" });
    expect(periodOf({ preset: "last year" }, india, new Date(2026, 4, 5))).toEqual({ startDate: "2025-04-01", endDate: "2026-03-31" });
    expect(periodOf({ preset: "this year" }, settings({}))).toEqual({ preset: "this year" });
  });
});

describe("the stream", () => {
  it("gives each line as it is whole, however it was cut", async () => {
    const text = new TextEncoder().encode('{"a":"é"}\n\n{"b":2}\n{"c":3}');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of text) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const lines: unknown[] = [];
    for await (const line of readLines(body)) lines.push(line);
    expect(lines).toEqual([{ a: "é" }, { b: 2 }, { c: 3 }]);
  });
});

describe("texts", () => {
  it("are the page's own, by key or by the English text", () => {
    expect(speech("en", { empty: "Nix" }).say("empty")).toBe("Nix");
    expect(speech("en", { Retry: "x", "Try again": "Once more" }).say("retry")).toBe("Once more");
    expect(english.say("pageOf", { first: 1, last: 2, total: 3 })).toBe("1–2 of 3");
  });
  it("are English where the language is unknown", () => {
    expect([languageOf("xx", "de-AT"), languageOf("", ""), languageOf("pt-BR", "de")]).toEqual(["de-AT", "en", "pt-BR"]);
  });
});

describe("themes", () => {
  it("take the compatible keys, the page's after the server's", () => {
    const tokens = tokensFor(settings({
      theme: { colors: { primary: "#111111" } }, adminTheme: { cardCustomization: { padding: 8, disableStroke: true }, chart: { selected: "b", palettes: [{ name: "a", colors: ["#aaaaaa"] }, { name: "b", colors: ["#bbbbbb"] }] } },
    }), { colors: { primary: "#222222" } }, false);
    expect([tokens["accent"], tokens["card-padding"], tokens["card-border"], tokens["color-1"]]).toEqual(["#111111", "8px", "transparent", "#bbbbbb"]);
  });
  it("follow the system where they are told to", () => {
    expect(tokensFor(settings({ themeName: "auto" }), {}, true)["scheme"]).toBe("dark");
    expect(tokensFor(settings({ theme: "dark" }), {}, false)["scheme"]).toBe("dark");
  });
  it("cannot leave their declaration", () => {
    expect(sheetOf({ text: "red; } body { display: none" })).not.toMatch(/display: none;?\s*}\s*}|body \{/);
  });
});

describe("the builder", () => {
  const city: Field = { member: "c.city", label: "City", table: "C", kind: "text" };
  const day: Field = { member: "o.at", label: "At", table: "O", kind: "time" };
  const amount: Field = { member: "o.amount", label: "Amount", table: "O", kind: "number" };
  const revenue: Field = { member: "o.revenue", label: "Revenue", table: "O", kind: "measure" };
  it("asks what was put together", () => {
    let draft = withField(withField(emptyDraft(), day, "dimensions"), amount, "measures");
    draft = withField(withField(draft, revenue, "measures"), city, "filters");
    draft.filters[0]!.value = "Oslo, Rome";
    expect(questionOf(draft)).toEqual({
      measures: [{ table: "o", column: "amount", aggregate: "SUM", name: "sum_o_amount" }, "o.revenue"], dimensions: [],
      timeDimensions: [{ dimension: "o.at", granularity: "month" }], filters: [{ member: "c.city", operator: "equals", values: ["Oslo", "Rome"] }], limit: 500,
    });
    expect(chartOf(draft)).toEqual({ type: "line", x: "o.at.month", y: ["sum_o_amount", "o.revenue"] });
  });
  it("suggests a chart until one is chosen", () => {
    expect(suggestedType(withField(emptyDraft(), revenue, "measures"))).toBe("single");
    expect(withField(withField(emptyDraft(), revenue, "measures"), city, "dimensions").type).toBe("bar");
  });
  it("opens what it has made", () => {
    const draft = withField(withField(emptyDraft(), city, "dimensions"), amount, "measures");
    const again = draftOf({ metricId: "m", name: "M", description: null, chart: chartOf(draft), filters: [], drill: [], isOwn: true, isPublished: false, query: questionOf(draft) }, [city, amount]);
    expect(questionOf(again)).toEqual(questionOf(draft));
  });
  it("keeps what it could not have made", () => {
    const query = {
      measures: ["o.revenue", { formula: "o.revenue / 2", name: "half" }, { table: "o", column: "amount", aggregate: "SUM", name: "total" },
        { table: "o", column: "amount", aggregate: "PERCENTILE", percentile: 0.9, name: "p90" }],
      dimensions: ["c.city", { member: "o.amount", bin: { width: 10, offset: 0 }, name: "sizes" }],
      timeDimensions: [{ dimension: "o.at", granularity: "week", dateRange: "last 30 days" }, { dimension: "o.paid", dateRange: "this year" }],
      filters: [{ or: [{ member: "c.city", operator: "set" }, { member: "o.amount", operator: "gt", values: [1] }] }, { member: "c.city", operator: "in", values: ["Oslo"] }],
      order: [{ member: "half", direction: "desc" as const }], timezone: "Europe/Oslo", limit: 7,
    };
    const chart = { type: "bar" as const, x: "o.at.week", y: ["half"], title: "Halves" };
    const metric = { metricId: "m", name: "M", description: null, chart, filters: [], drill: [], isOwn: true, isPublished: false, query };
    const draft = draftOf(metric, [city, day, amount, revenue]);
    expect(questionOf(draft)).toEqual(query);
    expect(chartOf(draft)).toBe(chart);
    expect(draft.filters.map((one) => one.label)).toEqual(["City, Amount", "City"]);
    const less = without(draft, "measures", 1);
    expect(questionOf(less)).not.toHaveProperty("order");
    expect(questionOf(less)).toMatchObject({ timezone: "Europe/Oslo", filters: query.filters });
    expect(chartOf(less)).toMatchObject({ y: ["o.revenue", "total", "p90"] });
  });
});
