import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchDataDir } from "./scratch.fixture.ts";
import { canReach, chooseServerUser } from "./server-user.ts";

const root = "root:x:0:0:root:/root:/bin/sh";
const nobody = "nobody:x:65533:65532::/:/bin/false";
const postgres = "postgres:x:101:104::/var/lib/postgresql:/bin/sh";

test.each([
  ["postgres where there is one", [root, nobody, postgres], { uid: 101, gid: 104 }],
  ["nobody otherwise", [root, nobody], { uid: 65533, gid: 65532 }],
  ["the overflow number when there is neither", [root], { uid: 65534, gid: 65534 }],
  ["never root by another name", ["postgres:x:0:0::/:/bin/sh", nobody], { uid: 65533, gid: 65532 }],
])("the server runs as %s", (_, lines, user) => {
  expect(chooseServerUser(lines.join("\n"))).toEqual(user);
});

test("one closed folder on the way is enough to keep the user out", () => {
  const stranger = { uid: 4_000_001, gid: 4_000_001 };
  const dataDir = scratchDataDir();
  const inner = join(dataDir, "inner");
  mkdirSync(inner, { recursive: true });
  expect(canReach(inner, stranger)).toBe(true);
  chmodSync(dataDir, 0o700);
  expect(canReach(inner, stranger)).toBe(false);
});
