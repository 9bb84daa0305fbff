import { spawn } from "node:child_process";

/** How a program ended and what it printed; a program that cannot be started has the code 127. */
export type Finished = Readonly<{ code: number; stdout: string; stderr: string }>;

/** Runs a program to its end without a shell. */
export function runProgram(program: string, args: readonly string[], cwd: string): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      printed.stderr += text;
    });
    child.once("error", (error) => resolve({ code: 127, stdout: "", stderr: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, ...printed }));
  });
}
