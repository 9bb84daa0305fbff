import { describe, expect, test } from "vitest";
import { localDate, UNLIMITED, type Viewer } from "../pure/index.ts";
import { newestRelease, type TwoClocks } from "./measure-ledger.ts";
import { withNewest } from "./releases.ts";

const viewer = (scopes: readonly string[]): Viewer => ({
  ...{
    subject: "test",
    name: "Test",
    roles: [],
    scopes,
    limits: UNLIMITED,
    documentsOnly: false,
    fixedPeriodsOnly: false,
  },
  expiresAt: null,
});
const context = (scopes: readonly string[]) => ({
  ...{ today: localDate("2026-05-20"), now: new Date("2026-05-20T12:00:00Z"), rowScope: "rows:read" },
  viewer: viewer(scopes),
});
const EARLIER: TwoClocks = { asOf: localDate("2025-12-31"), knownAt: new Date("2026-01-01T00:00:00Z") };

describe("withNewest", () => {
  const counting = () => {
    const asked: string[] = [];
    const count = async ({ asOf }: TwoClocks): Promise<string> => {
      asked.push(asOf);
      return `as of ${asOf}`;
    };
    return { asked, count };
  };

  test("counts at the newest release too for whoever sees no rows", async () => {
    const { asked, count } = counting();
    const found = await withNewest(context([]), EARLIER, count);
    expect(found).toEqual({ counted: "as of 2025-12-31", newest: "as of 2026-03-31" });
    expect(asked).toEqual(["2025-12-31", "2026-03-31"]);
  });

  test("counts once at the newest release", async () => {
    const { asked, count } = counting();
    const found = await withNewest(context([]), newestRelease(context([])), count);
    expect(found).toEqual({ counted: "as of 2026-03-31", newest: "as of 2026-03-31" });
    expect(asked).toHaveLength(1);
  });

  test("counts once for whoever sees the rows, of this service or of the one that has them", async () => {
    const { asked, count } = counting();
    expect(await withNewest(context(["rows:read"]), EARLIER, count)).toMatchObject({ newest: null });
    expect(await withNewest(context(["others:read"]), EARLIER, count, "others:read")).toMatchObject({ newest: null });
    expect(asked).toHaveLength(2);
    expect((await withNewest(context(["rows:read"]), EARLIER, count, "others:read")).newest).not.toBeNull();
  });
});
