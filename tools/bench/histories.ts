/** How long 10,000 random histories of a whole contract take: the property of finance that every test run looks over. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const property = "services/finance/src/outcome/histories.property.test.ts";

const begun = performance.now();
const { status } = spawnSync(process.execPath, [join(root, "tools/test.ts"), property], {
  cwd: root,
  stdio: "inherit",
});
const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
console.log(status === 0 ? `10,000 histories held, in ${seconds} s with the start` : "A history did not hold.");
process.exitCode = status ?? 2;
