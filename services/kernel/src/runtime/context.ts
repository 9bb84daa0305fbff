import { dayOf, type Language, type LocalDate, type Mac, uuidV7, type Viewer } from "../pure/index.ts";
import type { Database, Reader, Session } from "./database.ts";
import { freshBytes } from "./fresh-bytes.ts";
import { type Budget, type Caller, NO_OCCASION, type Occasion } from "./internal-token.ts";
import { type Tx, unitOfWork } from "./unit-of-work.ts";

/** What one operation in one service has at hand. Services add their loaders to it. */
export type BaseContext = Readonly<{
  viewer: Viewer;
  requestId: string;
  /** In which the texts of the answer are. */
  language: Language;
  occasion: Occasion;
  /** What the viewer may still ask for; null where nobody counts, as between services. */
  budget: Budget | null;
  /** The one "now" of the operation. */
  now: Date;
  today: LocalDate;
  newId: () => string;
  /** Seals cursors. */
  mac: Mac;
  /** The scope that shows the rows behind the service's figures; null where there is none, and so nobody sees rows. */
  rowScope: string | null;
  /** The operation's read-only transaction, begun at the first call; every read sees the same snapshot. */
  reader: () => Promise<Reader>;
  /** One business action in one transaction. Reads that follow see what it did. */
  transaction: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /**
   * A transaction of its own beside the operation's reading, which goes on undisturbed: for a read that has to be
   * written down. It sees what is committed when it begins; reads of the operation do not see what it did.
   */
  aside: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** Adds to what the operation has read of persons; it is written down before the answer leaves. */
  noteRead: (fieldGroup: string, subjectId: string) => void;
  /** Tells whoever watches the service: a line of its log at level warn, under a fixed code. */
  alarm: Alarm;
}>;

/** Takes an alarm: a fixed code, and ids and codes that say what happened. */
export type Alarm = (code: string, details: Readonly<Record<string, unknown>>) => void;

/** Of whom an operation has read what: ids of subjects by field group. */
export type PersonsRead = ReadonlyMap<string, ReadonlySet<string>>;

/** What a context works with; alarms go nowhere unless somebody takes them. */
export type ContextTools = Readonly<{
  database: Database;
  mac: Mac;
  alarm?: Alarm;
  rowScope?: string;
  clock?: () => Date;
}>;

/** A context and what only the kernel does with it. */
export type OpenContext = Readonly<{
  context: BaseContext;
  lastFact: () => bigint | null;
  personsRead: PersonsRead;
  /** Ends the operation's reading; with a statement, that is run in a transaction of its own in the same message. */
  close: (statement?: string) => Promise<void>;
}>;

/** Opens the context of one operation; close it when the operation is answered. */
export function openContext(
  { database, mac, alarm = () => {}, rowScope, clock = () => new Date() }: ContextTools,
  caller: Caller,
): OpenContext {
  const { viewer, requestId, language = "en", occasion = NO_OCCASION, budget = null } = caller;
  const personsRead = new Map<string, Set<string>>();
  let reading: Promise<Session> | null = null;
  let lastFact: bigint | null = null;
  const close = async (): Promise<void> => {
    const session = reading;
    reading = null;
    if (session !== null) await session.then((open) => open.end("COMMIT")).catch(() => {});
  };
  const closeWith = async (statement: string): Promise<void> => {
    const session = reading;
    reading = null;
    await database.writeAtOnce(viewer, statement, (await session?.catch(() => null)) ?? null);
  };
  const committed = async <Result>(
    place: Pick<Database, "schema" | "write">,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> => {
    const { result, lastFact: told } = await unitOfWork(place, viewer, requestId, work);
    lastFact = told ?? lastFact;
    return result;
  };
  const now = clock();
  return {
    lastFact: () => lastFact,
    personsRead,
    close: (statement) => (statement === undefined ? close() : closeWith(statement)),
    context: {
      viewer,
      requestId,
      language,
      occasion,
      budget,
      alarm,
      noteRead: (fieldGroup, subjectId) => {
        const subjects = personsRead.get(fieldGroup) ?? new Set();
        personsRead.set(fieldGroup, subjects.add(subjectId));
      },
      now,
      today: dayOf(now),
      mac,
      rowScope: rowScope ?? null,
      newId: () => uuidV7(Date.now(), freshBytes(10)),
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
