/** What a run of the benchmark finds. Times are in milliseconds, sizes in megabytes; null is "cannot be told here". */
import type { DocumentName, Form, Seed } from "./questions.ts";

/** One server under one question for one round, or the medians of several. */
export type Figures = Readonly<{
  /** Requests that were answered whole. */
  requestsPerSecond: number;
  failedPercent: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time a request of all Node processes of the server. */
  nodeCpuMs: number | null;
  /** CPU time a request of PostgreSQL. */
  databaseCpuMs: number | null;
  /** Memory of all Node processes of the server together, and of the largest. */
  rssSumMb: number | null;
  rssMaxMb: number | null;
}>;

/** A server's medians, and how often a request goes to the database and back. */
export type Side = Figures & Readonly<{ roundTrips: number }>;

export type Comparison = Readonly<{
  seed: Seed;
  form: Form;
  document: DocumentName;
  token: string;
  /** Size of the graph's answer. */
  answerBytes: number;
  graph: Side;
  sql: Side;
  /** Requests a second of the graph, where those of the SQL server are 1: the median of the rounds' ratios. */
  ratio: number;
}>;

/** From the command until the line `ready`. */
export type Start = Readonly<{
  seed: Seed;
  form: Form;
  /** With a fresh data folder, seed included; null when the folder was there and was kept. */
  coldMs: number | null;
  warmMs: number;
}>;

export type Results = Readonly<{
  at: string;
  machine: string;
  rounds: number;
  seconds: number;
  connections: number;
  starts: readonly Start[];
  comparisons: readonly Comparison[];
}>;
