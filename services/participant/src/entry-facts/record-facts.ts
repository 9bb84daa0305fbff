/** Recording what is known at entry: open until the first course starts, then frozen. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import { type Given, notInFuture, type Problem, type Rule, when } from "../participation/rule.ts";
import type { EntryFacts, SensitiveFacts } from "./entry-facts.ts";

/** Facts that are given; one that is left out stays as it is. */
export type EntryFactsInput = Readonly<{
  labourStatus?: Given<EntryFacts["labourStatus"]>;
  education?: Given<EntryFacts["education"]>;
  household?: Given<EntryFacts["household"]>;
  seniorityWeeks?: Given<number>;
  startFormOn?: Given<LocalDate>;
}>;

/**
 * Records facts at entry. After the first entry what is missing can be added, and nothing changed.
 *
 * @refuses ENTRY_FACTS_FROZEN, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE
 * @source docs/sources.md#esf
 */
export function recordEntryFacts(input: EntryFactsInput): Rule {
  return (file, at) => {
    const known = entryFactsOf(file);
    const facts = withGiven(known, input);
    const frozen = frozenFields(file, known, facts);
    return acceptUnless<ParticipationFile, Problem["code"]>(
      [
        ...when(
          frozen.length > 0,
          "ENTRY_FACTS_FROZEN",
          `Facts at entry stay as they were (${frozen.join(", ")}): if they were wrong, correct the participation.`,
          frozen[0],
        ),
        ...entryFactProblems(input),
        ...notInFuture(at, input.startFormOn, "startFormOn"),
      ],
      () => ({ ...file, entryFacts: [facts] }),
    );
  };
}

/** The facts at entry, or the row in which nothing is asked yet. */
export function entryFactsOf(file: ParticipationFile): EntryFacts {
  const [known] = file.entryFacts;
  if (known !== undefined) return known;
  const owned = ownedBy(file);
  const none = { labourStatus: null, education: null, household: null, seniorityWeeks: null, startFormOn: null };
  return { ...owned, id: owned.participationId, ...none };
}

/** The facts with what is given in the place of what was known. */
export function withGiven(known: EntryFacts, given: EntryFactsInput): EntryFacts {
  return {
    ...known,
    labourStatus: given.labourStatus ?? known.labourStatus,
    education: given.education ?? known.education,
    household: given.household ?? known.household,
    seniorityWeeks: given.seniorityWeeks ?? known.seniorityWeeks,
    startFormOn: given.startFormOn ?? known.startFormOn,
  };
}

/** @refuses VALUE_OUT_OF_RANGE */
export function entryFactProblems({ seniorityWeeks }: EntryFactsInput): readonly Problem[] {
  const isWrong = seniorityWeeks != null && (seniorityWeeks < 0 || seniorityWeeks > MOST_WEEKS);
  return when(isWrong, "VALUE_OUT_OF_RANGE", `Weeks on benefit are 0 to ${MOST_WEEKS}.`, "seniorityWeeks");
}

const MOST_WEEKS = 2_600;

/** What every report needs and is not recorded; household is asked for, and no report needs it. */
export function missingEntryFacts(file: ParticipationFile): readonly string[] {
  const facts = entryFactsOf(file);
  return (["labourStatus", "education", "startFormOn"] as const).filter((field) => facts[field] === null);
}

function frozenFields({ participation }: ParticipationFile, known: EntryFacts, facts: EntryFacts): readonly string[] {
  if (participation.enteredOn === null) return [];
  const fields = ["labourStatus", "education", "household", "seniorityWeeks", "startFormOn"] as const;
  return fields.filter((field) => known[field] !== null && known[field] !== facts[field]);
}

export type SensitiveFactsInput = Readonly<{
  migrantOrMinority?: Given<SensitiveFacts["migrantOrMinority"]>;
  disability?: Given<SensitiveFacts["disability"]>;
  otherDisadvantage?: Given<SensitiveFacts["otherDisadvantage"]>;
  askedOn: LocalDate;
}>;

/**
 * Records the answers to the sensitive questions; to refuse is an answer.
 *
 * @refuses DATE_IN_FUTURE
 */
export function recordSensitiveFacts(input: SensitiveFactsInput): Rule {
  return (file, at) =>
    acceptUnless<ParticipationFile, Problem["code"]>([...notInFuture(at, input.askedOn, "askedOn")], () => {
      const owned = ownedBy(file);
      const [known] = file.sensitiveFacts;
      const facts: SensitiveFacts = {
        ...owned,
        id: owned.participationId,
        migrantOrMinority: input.migrantOrMinority ?? known?.migrantOrMinority ?? null,
        disability: input.disability ?? known?.disability ?? null,
        otherDisadvantage: input.otherDisadvantage ?? known?.otherDisadvantage ?? null,
        askedOn: input.askedOn,
      };
      return { ...file, sensitiveFacts: [facts] };
    });
}
