/** `npm run build`: the compiled form of every process, as images hold it. */
import { resolve } from "node:path";
import { Command } from "commander";
import { buildProcesses, sizeTable } from "./build/build-processes.ts";
import { ROOT } from "./system/settings.ts";

const { out } = new Command("npm run build --")
  .description(
    "Compiles gateway, services and the migration job, each into a folder that runs by itself: " +
      "node --enable-source-maps <folder>/<process>/main.js",
  )
  .option("--out <folder>", "where to, relative to the repository", "build")
  .parse()
  .opts<{ out: string }>();

const folder = resolve(ROOT, out);
const built = await buildProcesses(folder, (line) => console.log(line));
console.log(`\n${sizeTable(built)}\n\nbuilt in ${folder}`);
