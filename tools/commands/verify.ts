import { type LedgerVerdict, verifyLedger } from "@inclusion/finance/ledger/ledger.repository";
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
    )
    .addCommand(
      new Command("ledger")
        .description("Replays the ledger of every programme and names the first set of entries that is wrong.")
        .option(
          "--anchor <programme:hash...>",
          "ends as an earlier run printed them: shows sets that are missing at the end",
        )
        .option("--json", "the verdict as JSON: {ok, sets, heads} or {ok, programmeId, position, businessKey, problem}")
        .addHelpText("after", "\nExample:\n  npm run graph -- verify ledger\n")
        .action(verifyMoney),
    );
}

async function verifyMoney({ anchor = [], json }: { anchor?: readonly string[]; json?: true }): Promise<void> {
  const heads = Object.fromEntries(anchor.map(readHead));
  const verdict = await withAdminUrl(readSettings(process.env), (adminUrl) => ledgerVerdictOn(adminUrl, heads));
  console.log(json === true ? JSON.stringify(verdict) : describeLedger(verdict));
  if (!verdict.ok) process.exitCode = 1;
}

/** The verdict on the ledgers of a database, past all row policies. */
export function ledgerVerdictOn(adminUrl: string, heads: Readonly<Record<string, string>>): Promise<LedgerVerdict> {
  return withConnection(adminUrl, (connection) =>
    verifyLedger(
      {
        query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
          (await connection.query(sql, [...parameters])).rows as Row[],
      },
      heads,
    ),
  );
}

function readHead(text: string): readonly [string, string] {
  const parts = /^([0-9a-f-]{36}):([0-9a-f]{64})$/.exec(text);
  if (parts === null) throw new InputError(`--anchor is "${text}": give programme:hash as an earlier run printed it.`);
  return [parts[1] as string, parts[2] as string];
}

function describeLedger(verdict: LedgerVerdict): string {
  if (!verdict.ok) {
    const { programmeId, position, businessKey, problem } = verdict;
    return `✗ programme ${programmeId}, set ${position} (${businessKey}): ${problem}`;
  }
  const ends = Object.entries(verdict.heads).map(([programme, hash]) => `\n  ${programme}:${hash}`);
  return `✓ ${verdict.sets} sets of entries, each balanced and as it was written.${ends.length === 0 ? "" : ` Keep this elsewhere:${ends.join("")}`}`;
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
