import { randomBytes } from "node:crypto";
import { dayOf, type Language, type LocalDate, type Mac, uuidV7, type Viewer } from "../pure/index.ts";
import type { Database, Reader, Session } from "./database.ts";
import type { Caller } from "./internal-token.ts";
import { type Tx, unitOfWork } from "./unit-of-work.ts";

/** What one operation in one service has at hand. Services add their loaders to it. */
export type BaseContext = Readonly<{
  viewer: Viewer;
  requestId: string;
  /** In which the texts of the answer are. */
  language: Language;
  /** The one "now" of the operation. */
  now: Date;
  today: LocalDate;
  newId: () => string;
  /** Seals cursors. */
  mac: Mac;
  /** The operation's read-only transaction, begun at the first call; every read sees the same snapshot. */
  reader: () => Promise<Reader>;
  /** One business action in one transaction. Reads that follow see what it did. */
  transaction: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /**
   * A transaction of its own beside the operation's reading, which goes on undisturbed: for a read that has to be
   * written down. It sees what is committed when it begins; reads of the operation do not see what it did.
   */
  aside: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
}>;

/** A context and the two things that only the kernel does with it. */
export type OpenContext = Readonly<{
  context: BaseContext;
  lastFact: () => bigint | null;
  close: () => Promise<void>;
}>;

/** Opens the context of one operation; close it when the operation is answered. */
export function openContext(database: Database, mac: Mac, { viewer, requestId, language = "en" }: Caller): OpenContext {
  let reading: Promise<Session> | null = null;
  let lastFact: bigint | null = null;
  const close = async (): Promise<void> => {
    const session = reading;
    reading = null;
    if (session !== null) await session.then((open) => open.end("COMMIT")).catch(() => {});
  };
  const committed = async <Result>(
    place: Pick<Database, "schema" | "write">,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> => {
    const { result, lastFact: told } = await unitOfWork(place, viewer, requestId, work);
    lastFact = told ?? lastFact;
    return result;
  };
  const now = new Date();
  return {
    lastFact: () => lastFact,
    close,
    context: {
      viewer,
      requestId,
      language,
      now,
      today: dayOf(now),
      mac,
      newId: () => uuidV7(Date.now(), randomBytes(10)),
      reader: () => {
        reading ??= database.beginRead(viewer);
        return reading;
      },
      transaction: async (work) => {
        await close();
        return committed(database, work);
      },
      aside: (work) => committed({ schema: database.schema, write: database.writeAside }, work),
    },
  };
}
