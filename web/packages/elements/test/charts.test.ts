import { describe, expect, it } from "vitest";
import { CHARTS, RARE } from "../src/charts/index";
import { binsOf } from "../src/charts/histogram";
import { boxOf } from "../src/charts/boxplot";
import { roundUp } from "../src/charts/gauge";
import { diameter } from "../src/charts/points";
import { arcOf, bandsOf, hasBands } from "../src/charts/thresholds";
import { stepsOf } from "../src/charts/waterfall";
import { legendLooks, legendWish, withAppearance } from "../src/theme/appearance";
import { fitted, shownOption } from "../src/view/shown-option";
import type { ChartKind, ChartSpec } from "../src/types/documents";
import { answerOf, byCity, byMonthAndCity, locale, theme } from "./answers";

const draw = (type: ChartKind, chart: Partial<ChartSpec>, answer = byCity, where = locale) => CHARTS[type]!(answer, { type, ...chart }, theme, where);
type Axis = { data?: string[]; position?: string; inverse?: boolean; max?: number };
const axis = (option: Record<string, unknown>, name: string): Axis => option[name] as Axis;

describe("charts with categories", () => {
  it("draw a bar for each category, an empty one by its own name", () => {
    const { option } = draw("bar", { x: "city", y: ["sum"] });
    expect(axis(option, "xAxis").data).toEqual(["Oslo", "Rome", "(empty)"]);
    expect(option.series[0]!.data).toEqual([30, 10, 60]);
  });

  it("lay the bars of a row chart down", () => {
    const { option } = draw("row", { x: "city", y: ["sum"] });
    expect(axis(option, "yAxis").data).toEqual(["Oslo", "Rome", "(empty)"]);
    expect(axis(option, "xAxis").data).toBeUndefined();
  });

  it("make a series of each value and leave a gap where there is no row", () => {
    for (const type of ["line", "stepped", "area", "bar", "stack"] as const) {
      const { option, legend } = draw(type, { x: "t.month", y: ["sum"], series: "city" }, byMonthAndCity);
      expect(option.series.map((series) => [series.name, series.data]), type).toEqual([["Oslo", [1, 2]], ["Rome", [3, null]]]);
      expect(axis(option, "xAxis").data).toEqual(["Jan 2025", "Feb 2025"]);
      expect(legend.map((entry) => entry.name)).toEqual(["Oslo", "Rome"]);
    }
  });

  it("show shares that add up to one in a full stack", () => {
    const { option } = draw("stack100", { x: "t.month", y: ["sum"], series: "city" }, byMonthAndCity);
    expect(option.series.map((series) => series.data)).toEqual([[0.25, 1], [0.75, null]]);
    expect(axis(option, "yAxis").max).toBe(1);
  });

  it("draw the columns named in lines as lines on the second axis", () => {
    const answer = answerOf({ m: "string", a: "number", b: "number" }, [{ m: "x", a: 5, b: 7 }]);
    const { option } = draw("combo", { x: "m", y: ["a", "b"], lines: ["b"] }, answer);
    expect(option.series.map((series) => [series.type, series["yAxisIndex"]])).toEqual([["bar", 0], ["line", 1]]);
  });

  it("run from right to left where the language does", () => {
    const { option } = draw("bar", { x: "city", y: ["sum"] }, byCity, { ...locale, language: "ar", isRightToLeft: true });
    expect(axis(option, "xAxis").inverse).toBe(true);
    expect(axis(option, "yAxis").position).toBe("right");
  });

  it("read exact decimals that come as texts", () => {
    const answer = answerOf({ city: "string", sum: "number" }, [{ city: "Oslo", sum: "12.50" }]);
    expect(draw("bar", { x: "city", y: ["sum"] }, answer).option.series[0]!.data).toEqual([12.5]);
  });
});

describe("parts of a whole", () => {
  it("are the values by name", () => {
    for (const type of ["pie", "doughnut", "funnel"] as const) {
      const data = draw(type, { x: "city", y: ["sum"] }).option.series[0]!.data as { name: string; value: number }[];
      expect(data.map(({ name, value }) => [name, value]), type).toEqual([["Oslo", 30], ["Rome", 10], ["(empty)", 60]]);
    }
  });

  it("group a treemap by its series", () => {
    const [series] = draw("treemap", { x: "t.month", series: "city", y: ["sum"] }, byMonthAndCity).option.series;
    const data = series!.data as { name: string; children: { value: number }[] }[];
    expect(data.map((node) => [node.name, node.children.map((child) => child.value)])).toEqual([["Oslo", [1, 2]], ["Rome", [3]]]);
  });

  it("tell each mark's column and value", () => {
    const [marks] = draw("pie", { x: "city", y: ["sum"] }).marks;
    expect(marks!.map(({ column, value, label }) => [column, value, label])).toEqual([
      ["city", "Oslo", "Oslo: 30"], ["city", "Rome", "Rome: 10"], ["city", null, "(empty): 60"],
    ]);
  });
});

describe("points", () => {
  const answer = answerOf({ name: "string", a: "number", b: "number", c: "number" }, [{ name: "p", a: 1, b: 2, c: 4 }, { name: "q", a: 3, b: 4, c: 16 }]);
  it("stand at two values, and a bubble has a third", () => {
    expect(draw("scatter", { x: "a", y: ["b"] }, answer).option.series[0]!.data).toEqual([[1, 2], [3, 4]]);
    expect(draw("bubble", { x: "a", y: ["b"], size: "c" }, answer).option.series[0]!.data).toEqual([[1, 2, 4], [3, 4, 16]]);
  });
  it("have areas that grow with the value", () => {
    expect(diameter(16, 16) / diameter(4, 16)).toBeCloseTo(2);
  });
});

describe("distributions", () => {
  it("count each value once, the greatest in the last bin", () => {
    expect(binsOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 10], 5).map((bin) => bin.count)).toEqual([2, 2, 2, 2, 2]);
    expect(binsOf([], 5)).toEqual([]);
    expect(binsOf([7, 7], 5)).toEqual([{ from: 7, to: 7, count: 2 }]);
  });
  it("take quartiles between neighbours", () => {
    expect(boxOf([1, 2, 3, 4])).toEqual([1, 1.75, 2.5, 3.25, 4]);
    expect(boxOf([5])).toEqual([5, 5, 5, 5, 5]);
    const { option } = draw("boxplot", { x: "city", y: ["sum"] }, byMonthAndCity);
    expect(option.series[0]!.data).toEqual([[1, 1.25, 1.5, 1.75, 2], [3, 3, 3, 3, 3]]);
  });
  it("draw the counts", () => {
    const answer = answerOf({ v: "number" }, [0, 1, 2, 3].map((v) => ({ v })));
    expect(draw("histogram", { y: ["v"], bins: 2 }, answer).option.series[0]!.data).toEqual([2, 2]);
  });
});

describe("flows and steps", () => {
  it("go up and down to a total", () => {
    expect(stepsOf([5, -2, 4])).toEqual([{ from: 0, to: 5 }, { from: 5, to: 3 }, { from: 3, to: 7 }]);
    const answer = answerOf({ k: "string", v: "number" }, [{ k: "a", v: 5 }, { k: "b", v: -2 }]);
    const { option } = draw("waterfall", { x: "k", y: ["v"] }, answer);
    expect(option.series[0]!.data).toEqual([0, 3, 0]);
    expect((option.series[1]!.data as { value: number }[]).map((one) => one.value)).toEqual([5, 2, 3]);
    expect(axis(option, "xAxis").data).toEqual(["a", "b", "Total"]);
  });
  it("keep a name that is source and target apart", () => {
    const answer = answerOf({ a: "string", b: "string", v: "number" }, [{ a: "x", b: "y", v: 2 }, { a: "y", b: "x", v: 3 }]);
    const [series] = draw("sankey", { source: "a", target: "b", y: ["v"] }, answer).option.series;
    expect(series!["links"]).toEqual([{ source: "s:x", target: "t:y", value: 2 }, { source: "s:y", target: "t:x", value: 3 }]);
    expect(series!.data).toHaveLength(4);
  });
  it("place each cell of a heat map", () => {
    const [series] = draw("heatmap", { x: "t.month", series: "city", y: ["sum"] }, byMonthAndCity).option.series;
    expect((series!.data as { value: number[] }[]).map((cell) => cell.value)).toEqual([[0, 0, 1], [0, 1, 3], [1, 0, 2]]);
  });
});

describe("a gauge", () => {
  it("shows its value on its scale", () => {
    const [series] = draw("gauge", { y: ["v"], min: 10, max: 50 }, answerOf({ v: "number" }, [{ v: 20 }])).option.series;
    expect([series!["min"], series!["max"], (series!.data as { value: number }[])[0]!.value]).toEqual([10, 50, 20]);
  });
  it("ends at the next round number without a wish", () => {
    expect([roundUp(7, false), roundUp(120, false), roundUp(0.4, true)]).toEqual([10, 200, 1]);
  });
});

describe("every kind", () => {
  it("survives an answer without rows, without columns and with nothing but NULL", () => {
    const empty = answerOf({}, []);
    const nulls = answerOf({ a: "string", b: "number" }, [{ a: null, b: null }]);
    for (const [type, kind] of Object.entries(CHARTS)) {
      expect(() => kind!(empty, { type: type as ChartKind }, theme, locale), type).not.toThrow();
      expect(() => kind!(nulls, { type: type as ChartKind }, theme, locale), type).not.toThrow();
    }
    expect([...RARE].every((kind) => CHARTS[kind])).toBe(true);
    expect(Object.keys(CHARTS)).toHaveLength(20);
  });
});

describe("the legend", () => {
  it("switches series off by name", () => {
    const drawing = draw("line", { x: "t.month", y: ["sum"], series: "city" }, byMonthAndCity);
    expect(shownOption(drawing, new Set(["Oslo"])).series.map((series) => series.name)).toEqual(["Rome"]);
  });
  it("switches slices off by name", () => {
    const shown = shownOption(draw("pie", { x: "city", y: ["sum"] }), new Set(["Rome"]));
    expect((shown.series[0]!.data as { name: string }[]).map((slice) => slice.name)).toEqual(["Oslo", "(empty)"]);
  });
});

describe("a box", () => {
  it("has all of a few names, cut to their width, and of many those that have room", () => {
    const label = (count: number, width: number): { interval?: number; width?: number } => {
      const answer = answerOf({ c: "string", v: "number" }, Array.from({ length: count }, (_, at) => ({ c: `name ${at}`, v: at })));
      return (fitted(draw("bar", { x: "c", y: ["v"] }, answer).option, width, 300)["xAxis"] as { axisLabel: { interval?: number; width?: number } }).axisLabel;
    };
    expect(label(5, 362)).toMatchObject({ interval: 0, width: 54 });
    expect(label(40, 362).interval).toBeUndefined();
    expect(label(14, 362).interval).toBeUndefined();
  });
});

describe("the compatible chart appearance", () => {
  it("hides axis labels and lines, names axes and sets margins", () => {
    const drawing = withAppearance(draw("bar", { x: "city", y: ["sum"] }), {
      horizontalAxis: { hideAxisLabels: true, axisName: "City" }, verticalAxis: { hideSplitLines: true }, chartMargin: { marginTop: 40 },
    });
    const x = drawing.option["xAxis"] as { axisLabel: { show: boolean }; name: string };
    const y = drawing.option["yAxis"] as { splitLine: { show: boolean } };
    expect([x.axisLabel.show, x.name, y.splitLine.show, (drawing.option["grid"] as { top: number }).top]).toEqual([false, "City", false, 40]);
  });
  it("colours the lines of the axes, and puts the vertical one on the other side", () => {
    const { option } = withAppearance(draw("bar", { x: "city", y: ["sum"] }), {
      horizontalAxis: { axisColor: "#112233" }, verticalAxis: { axisColor: "#445566", hideAxisLines: false }, axisSettings: { switchYaxis: { axis: "right" } },
    });
    const [x, y] = [option["xAxis"], option["yAxis"]] as { axisLine: { show: boolean; lineStyle: { color: string } }; position: string }[];
    expect([x!.axisLine.lineStyle.color, y!.axisLine, y!.position]).toEqual(["#112233", { show: true, lineStyle: { color: "#445566" } }, "right"]);
    const answer = answerOf({ m: "string", a: "number", b: "number" }, [{ m: "x", a: 5, b: 7 }]);
    const combo = withAppearance(draw("combo", { x: "m", y: ["a", "b"], lines: ["b"] }, answer), { axisSettings: { switchYaxis: { axis: "right" } } });
    expect((combo.option["yAxis"] as { position: string }[]).map((one) => one.position)).toEqual(["right", "left"]);
    const unknown = withAppearance(draw("bar", { x: "city", y: ["sum"] }), { axisSettings: { switchYaxis: { axis: "sideways" } } });
    expect((unknown.option["yAxis"] as { position: string }).position).toBe("left");
  });
  it("writes the names of a pie inside or outside, and leaves a ring's middle alone", () => {
    const at = (type: ChartKind, radialChartposition: string) => withAppearance(draw(type, { x: "city", y: ["sum"] }), { chartLabel: { radialChartposition } }).option.series[0]!;
    expect(at("pie", "outside")).toMatchObject({ label: { show: true, position: "outside" }, labelLine: { show: true }, radius: ["0%", "66%"] });
    expect(at("pie", "inside")).toMatchObject({ label: { show: true, position: "inside" }, labelLine: { show: false }, radius: ["0%", "88%"] });
    expect(at("pie", "elsewhere")).toEqual(expect.objectContaining({ label: { show: false } }));
    expect(at("doughnut", "outside")).toMatchObject({ label: { show: false }, radius: ["62%", "88%"] });
  });
  it("places the legend along an edge, or freely", () => {
    const legend = (chartLegend: object) => [legendWish({ chartLegend }).place, legendLooks({ chartLegend }).style];
    expect(legend({ fixedPosition: "top-right" })).toEqual(["top", "justify-content: right"]);
    expect(legend({ fixedPosition: "left-center" })).toEqual(["left", "justify-content: safe center"]);
    expect(legend({ fixedPosition: "top-right", enableVariablePosition: true, top: 12, left: "40%" })).toEqual(["bottom", "position: absolute; top: 12px; left: 40%"]);
    expect(legend({ fixedPosition: "bottom-left", enableVariablePosition: false, top: 12 })).toEqual(["bottom", "justify-content: left"]);
    expect(legend({})).toEqual(["bottom", ""]);
  });
});

describe("the compatible thresholds", () => {
  const appearance = (...thresholdValues: unknown[]) => ({ customSettings: { thresholdValues } });
  it("are bands between limits; one that is missing is the end of the axis", () => {
    expect(bandsOf(appearance({ lowerLimit: 20, color: "red", label: "high" }, { lowerLimit: "5", upperLimit: "10.5", color: "blue" }))).toEqual([
      { from: 5, to: 10.5, label: "", color: "blue" }, { from: 20, to: Infinity, label: "high", color: "red" },
    ]);
    expect(bandsOf(appearance({ color: "red" }, { lowerLimit: 3, upperLimit: 3 }, null, "x"))).toEqual([]);
    expect([bandsOf({}), bandsOf({ customSettings: { thresholdValues: "no" } })]).toEqual([[], []]);
  });
  it("lie behind the axis of values, as a series that no legend and no click knows", () => {
    const wish = appearance({ lowerLimit: 20, color: "red", label: "high" });
    const area = (type: ChartKind) => {
      const drawing = withAppearance(draw(type, { x: "city", y: ["sum"] }), wish);
      expect([hasBands(drawing), drawing.marks.length, drawing.option.series.length], type).toEqual([true, 1, 2]);
      return (drawing.option.series[1]!["markArea"] as { data: object[][] }).data;
    };
    expect(area("bar")).toEqual([[{ yAxis: 20, name: "high", itemStyle: { color: "red", opacity: 0.16 } }, {}]]);
    expect(area("row")[0]![0]).toMatchObject({ xAxis: 20 });
    for (const type of ["pie", "heatmap", "sankey"] as const) {
      const drawing = draw(type, { x: "city", y: ["sum"] });
      expect(withAppearance(drawing, wish).option.series, type).toEqual(drawing.option.series);
    }
    expect(hasBands(withAppearance(draw("bar", { x: "city", y: ["sum"] }), { customSettings: {} }))).toBe(false);
  });
  it("colour a gauge's arc and what is filled of it", () => {
    const bands = bandsOf(appearance({ upperLimit: 20, color: "red" }, { lowerLimit: 30, upperLimit: 99, color: "green" }));
    expect(arcOf(bands, 0, 50, "grey")).toEqual([[0.4, "red"], [0.6, "grey"], [1, "green"]]);
    const wish = appearance({ upperLimit: 25, color: "red" });
    const gauge = (v: number) => withAppearance(draw("gauge", { y: ["v"], min: 0, max: 50 }, answerOf({ v: "number" }, [{ v }])), wish).option.series[0]!;
    expect(gauge(20)).toMatchObject({ progress: { itemStyle: { color: "red" } }, axisLine: { lineStyle: { color: [[0.5, "red"], [1, theme.grid]] } } });
    expect(gauge(40)).toMatchObject({ progress: { itemStyle: { color: theme.palette[0] } } });
  });
});
