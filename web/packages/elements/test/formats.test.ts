import { describe, expect, it } from "vitest";
import { durationFormatter, formatterFor, numberFormatter, timeFormatter } from "../src/formats/format";
import { kindOf, numberOf, wallClock } from "../src/formats/values";
import { answerOf } from "./answers";

describe("numbers", () => {
  it("follow the language, the currency and the digits", () => {
    expect(numberFormatter({}, "en")(1234567.891)).toBe("1,234,567.89");
    expect(numberFormatter({ digits: 0 }, "de")(1234567.891)).toBe("1.234.568");
    expect(numberFormatter({ style: "currency", currency: "EUR", digits: 0 }, "en")(1500)).toBe("€1,500");
    expect(numberFormatter({ style: "currency", currency: "JPY" }, "ja")(1500)).toMatch(/1,500/);
    expect(numberFormatter({ style: "percent", digits: 1 }, "en")(0.256)).toBe("25.6%");
    expect(numberFormatter({ compact: true }, "en")(1_200_000)).toBe("1.2M");
    expect(numberFormatter({ unit: "kg" }, "en")(5)).toBe("5\u00a0kg");
  });
  it("that are missing are a dash and never zero", () => {
    expect(numberFormatter({}, "en")(null)).toBe("–");
    expect(numberOf("")).toBeNull();
    expect(numberOf("12.50")).toBe(12.5);
  });
});

describe("times", () => {
  it("show the wall clock in every zone of the viewer", () => {
    expect(timeFormatter("t.month", undefined, "en")("2024-01-01T00:00:00.000")).toBe("Jan 2024");
    expect(timeFormatter("t.quarter", undefined, "en")("2024-04-01T00:00:00.000")).toBe("Q2 2024");
    expect(timeFormatter("t.year", undefined, "en")("2024-01-01T00:00:00.000")).toBe("2024");
    expect(timeFormatter("t", undefined, "en")("2024-12-31")).toBe("Dec 31, 2024");
    expect(timeFormatter("t", { dateStyle: "short" }, "en-GB")("2024-12-31")).toBe("31/12/2024");
    expect(wallClock("2024-12-31T23:30:00")?.toISOString()).toBe("2024-12-31T23:30:00.000Z");
  });
});

describe("durations", () => {
  it("are the two greatest units", () => {
    const write = durationFormatter("en");
    expect(write(45)).toBe("45s");
    expect(write(3725)).toBe("1h 2m");
    expect(write(90061)).toBe("1d 1h");
    expect(write(-60)).toBe("−1m");
    expect(write(null)).toBe("–");
  });
});

describe("kinds of columns", () => {
  it("are declared or seen", () => {
    const answer = answerOf({ a: "", b: "", c: "decimal(10,2)" }, [{ a: "2024-01-01", b: "x", c: "1.0" }]);
    expect([kindOf(answer, "a"), kindOf(answer, "b"), kindOf(answer, "c")]).toEqual(["time", "text", "number"]);
    expect(formatterFor("text", "b", undefined, "en")(null)).toBe("–");
  });
});
