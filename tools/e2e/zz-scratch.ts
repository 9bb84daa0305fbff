import { spawn } from "node:child_process";

async function graph(...args: string[]) {
  const child = spawn(process.execPath, ["tools/graph.ts", ...args], {
    env: { ...process.env, NODE_ENV: "", DATA_DIR: folder.dataDir },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, out, err };
}

import { startTestSystem, testFolder } from "./test-system.ts";

const folder = testFolder();
const t0 = Date.now();
const system = await startTestSystem({
  dataDir: folder.dataDir,
  form: (process.argv[2] ?? "together") as never,
  seed: "none",
});
console.log("started", Date.now() - t0);
try {
  const t1 = Date.now();
  const { out } = await graph(
    "token",
    "create",
    "--json",
    "--label",
    "Region Midtjylland",
    "--scope",
    "programmes:read,tokens:write",
    "--programme",
    "all",
    "--region",
    "1082",
  );
  console.log(Date.now() - t1, out);
  const s = JSON.parse(out).token;
  const x = await fetch(system.url.replace("/graphql", "/token"), {
    method: "POST",
    headers: { authorization: `Bearer ${s}` },
  });
  console.log(x.status, await x.text());
  console.log(JSON.stringify(await system.ask("{ viewer { name tokenId scopes expiresAt } }", {}, s)));
  const rev = await graph("token", "revoke", JSON.parse(out).id, "--reason", "x");
  console.log(rev, (await system.ask("mutation { listingMarkStale(input: {}) { staleCount } }", {}, s)).status);
} finally {
  await system.stop();
  folder.remove();
}
