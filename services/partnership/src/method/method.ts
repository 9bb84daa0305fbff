/** Methods: what is tried, in versions that are drafted, tested with evidence and adopted. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import {
  type Given,
  inState,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  refusedFor,
  shortText,
  when,
  withRow,
  words,
} from "../record/rule.ts";

/** A method of a programme, by its name. */
export type Method = Readonly<{ id: string; programmeId: string; name: string; synthetic: boolean }>;

/** A version of a method. */
export type MethodVersion = Readonly<{
  id: string;
  methodId: string;
  programmeId: string;
  number: number;
  description: string;
  state: "DRAFT" | "TESTED" | "ADOPTED";
  writtenOn: LocalDate;
  testedOn: LocalDate | null;
  adoptedOn: LocalDate | null;
  /** How the method can grow; there when it is adopted. */
  scalability: string | null;
}>;

/** A document that shows what a version does. */
export type MethodEvidence = Readonly<{
  id: string;
  methodId: string;
  methodVersionId: string;
  programmeId: string;
  title: string;
  link: string;
  contentHash: string;
  addedOn: LocalDate;
}>;

export type MethodFile = Readonly<{
  record: Method;
  version: number;
  versions: readonly MethodVersion[];
  evidence: readonly MethodEvidence[];
}>;

const LONGEST_DESCRIPTION = 20_000;

/** Begins a method with its first version. @refuses VALUE_OUT_OF_RANGE */
export function beginMethod(file: MethodFile, description: string): Rule<MethodFile> {
  return (_empty, at) => {
    const problems = [
      ...words(file.record.name, "name", 200),
      ...words(description, "description", LONGEST_DESCRIPTION),
    ];
    return refusedFor(problems) ?? accept({ ...file, versions: [versionOf(file, description, at)] });
  };
}

/** Writes the draft anew, or the next version after one that was tested. @refuses VALUE_OUT_OF_RANGE */
export function writeVersion(description: string): Rule<MethodFile> {
  return (file, at) => {
    const last = file.versions.at(-1);
    const written =
      last?.state === "DRAFT" ? { ...last, description, writtenOn: at.today } : versionOf(file, description, at);
    return (
      refusedFor(words(description, "description", LONGEST_DESCRIPTION)) ??
      accept({ ...file, versions: withRow(file.versions, written) })
    );
  };
}

/** Adds evidence to a version. @refuses ROW_UNKNOWN alone; VALUE_OUT_OF_RANGE, REFERENCE_REPEATED */
export function addEvidence(
  added: Readonly<{ methodVersionId: string; title: string; link: string; contentHash: string }>,
): Rule<MethodFile> {
  return withVersion(added.methodVersionId, (file, version, at) => {
    const isKnown = file.evidence.some(
      ({ methodVersionId, contentHash }) => methodVersionId === version.id && contentHash === added.contentHash,
    );
    const { id: methodId, programmeId } = file.record;
    const row = { ...added, id: at.newId(), methodId, programmeId, addedOn: at.today };
    return {
      problems: [
        ...words(added.title, "title", 200),
        ...shortText(added.link, "link"),
        ...when(!/^https:\/\/[^\s]+$/.test(added.link), "VALUE_OUT_OF_RANGE", "A link begins with https://.", "link"),
        ...when(
          !/^[0-9a-f]{64}$/.test(added.contentHash),
          "VALUE_OUT_OF_RANGE",
          "Give the document's SHA-256, 64 digits.",
          "contentHash",
        ),
        ...when(isKnown, "REFERENCE_REPEATED", "The version has this document.", "contentHash"),
      ],
      file: { ...file, evidence: [...file.evidence, row] },
    };
  });
}

/** Notes that a version was tested. @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, EVIDENCE_MISSING, DATE_IN_FUTURE, DATE_ORDER */
export function testVersion(methodVersionId: string, testedOn: LocalDate): Rule<MethodFile> {
  return withVersion(methodVersionId, (file, version, at) => {
    const hasEvidence = file.evidence.some((each) => each.methodVersionId === version.id);
    const tested: MethodVersion = { ...version, state: "TESTED", testedOn };
    return {
      problems: [
        ...inState(version.state, ["DRAFT"], "testing"),
        ...when(!hasEvidence, "EVIDENCE_MISSING", "Add a document that shows what came of it.", "methodVersionId"),
        ...notInFuture(at, testedOn, "testedOn"),
      ],
      file: { ...file, versions: withRow(file.versions, tested) },
    };
  });
}

/** Adopts a tested version. @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, SCALABILITY_MISSING, DATE_IN_FUTURE, DATE_ORDER */
export function adoptVersion(
  adopted: Readonly<{ methodVersionId: string; adoptedOn: LocalDate; scalability: Given<string> }>,
): Rule<MethodFile> {
  const { methodVersionId, adoptedOn, scalability } = adopted;
  return withVersion(methodVersionId, (file, version, at) => {
    const isMissing = scalability == null || scalability.trim() === "";
    const row: MethodVersion = { ...version, state: "ADOPTED", adoptedOn, scalability: scalability ?? null };
    return {
      problems: [
        ...inState(version.state, ["TESTED"], "adopting"),
        ...when(isMissing, "SCALABILITY_MISSING", "Say how the method can grow, and at what cost.", "scalability"),
        ...shortText(scalability, "scalability", 5_000),
        ...notInFuture(at, adoptedOn, "adoptedOn"),
        ...notBefore(adoptedOn, version.testedOn, "the day of the test", "adoptedOn"),
      ],
      file: { ...file, versions: withRow(file.versions, row) },
    };
  });
}

function versionOf({ record, versions }: MethodFile, description: string, at: Moment): MethodVersion {
  return {
    ...{
      id: at.newId(),
      methodId: record.id,
      programmeId: record.programmeId,
      number: versions.length + 1,
      description,
    },
    ...{ state: "DRAFT", writtenOn: at.today, testedOn: null, adoptedOn: null, scalability: null },
  };
}

function withVersion(
  methodVersionId: string,
  decide: (
    file: MethodFile,
    version: MethodVersion,
    at: Moment,
  ) => Readonly<{ problems: readonly Problem[]; file: MethodFile }>,
): Rule<MethodFile> {
  return (file, at) => {
    const version = file.versions.find(({ id }) => id === methodVersionId);
    if (version === undefined) {
      const unknown = when(true, "ROW_UNKNOWN", "The method has no version of this id.", "methodVersionId");
      return refusedFor(unknown) ?? accept(file);
    }
    const decided = decide(file, version, at);
    return refusedFor(decided.problems) ?? accept(decided.file);
  };
}
