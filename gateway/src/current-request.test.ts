import { describe, expect, it } from "vitest";
import { currentRequest, requestIdOf, withRequest } from "./current-request.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";

describe("requestIdOf", () => {
  it.each([
    ["version 00", `00-${TRACE}-${PARENT}-01`],
    ["a later version", `01-${TRACE}-${PARENT}-01`],
    ["a later version with more", `cc-${TRACE}-${PARENT}-01-what-ever`],
  ])("takes the trace id of %s", (_, header) => {
    expect(requestIdOf(header)).toBe(TRACE);
  });

  it.each([
    ["nothing", undefined],
    ["an empty text", ""],
    ["a bare trace id", TRACE],
    ["version ff", `ff-${TRACE}-${PARENT}-01`],
    ["version 00 with more", `00-${TRACE}-${PARENT}-01-x`],
    ["a trace of zeros", `00-${"0".repeat(32)}-${PARENT}-01`],
    ["a parent of zeros", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["capital letters", `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ["a line break", `00-${TRACE}-${PARENT}-01\nx`],
  ])("makes an id of its own for %s", (_, header) => {
    const id = requestIdOf(header);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(id).not.toBe(TRACE);
    expect(requestIdOf(header)).not.toBe(id);
  });
});

describe("withRequest", () => {
  it("keeps requests apart that run at once", async () => {
    const seen = await Promise.all(
      ["a", "b"].map((id) =>
        withRequest({ requestId: id, language: "da" }, async () => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return currentRequest().requestId;
        }),
      ),
    );
    expect(seen).toEqual(["a", "b"]);
    expect(currentRequest()).toEqual({ requestId: "none", language: "en" });
  });
});
