import {
  type ChainHead,
  type ChainVerdict,
  verifyAccessChain,
} from "@inclusion/participant/access-log/access-chain.repository";
import { Command } from "commander";
import { withConnection } from "../postgres/connection.ts";
import { readSettings } from "../system/settings.ts";
import { withAdminUrl } from "./admin-database.ts";
import { InputError } from "./input-error.ts";

/** `graph verify ...` */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Looks whether what must never change has not changed. Ends with code 1 when it has.")
    .addCommand(
      new Command("access-log")
        .description("Computes the access log's chain anew and names the first line that is not as it was written.")
        .option(
          "--anchor <position:hash>",
          "the last line as an earlier run printed it: shows lines that are missing at the end",
        )
        .option("--json", "the verdict as JSON: {ok, head} or {ok, position, problem}")
        .addHelpText("after", "\nExample:\n  npm run graph -- verify access-log\n")
        .action(verifyAccessLog),
    );
}

async function verifyAccessLog({ anchor, json }: { anchor?: string; json?: true }): Promise<void> {
  const kept = anchor === undefined ? null : readAnchor(anchor);
  const verdict = await withAdminUrl(readSettings(process.env), (adminUrl) => verdictOn(adminUrl, kept));
  console.log(json === true ? JSON.stringify(verdict) : describe(verdict));
  if (!verdict.ok) process.exitCode = 1;
}

/** The verdict on the log of a database, past all row policies. */
export function verdictOn(adminUrl: string, anchor: ChainHead | null): Promise<ChainVerdict> {
  return withConnection(adminUrl, (connection) =>
    verifyAccessChain(
      {
        query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
          (await connection.query(sql, [...parameters])).rows as Row[],
      },
      anchor,
    ),
  );
}

function readAnchor(text: string): ChainHead {
  const parts = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (parts === null) throw new InputError(`--anchor is "${text}": give position:hash as an earlier run printed it.`);
  return { position: Number(parts[1]), hash: parts[2] as string };
}

function describe(verdict: ChainVerdict): string {
  if (!verdict.ok) return `✗ line ${verdict.position}: ${verdict.problem}`;
  const { position, hash } = verdict.head;
  return `✓ ${position} lines, each as it was written. Keep this elsewhere: ${position}:${hash}`;
}
