import { localDate } from "@inclusion/kernel";
import { newFile, type ParticipationFile } from "./participation-file.ts";
import { PARTICIPATION } from "./participation-measures.fixture.ts";
import type { Moment } from "./rule.ts";

/** A participation that began on 1 March 2019, in a programme of 2018 to 2022. */
export const ENTERED: ParticipationFile = newFile({
  participation: PARTICIPATION,
  person: { id: "person", birthDate: localDate("1980-05-04"), sex: "F", synthetic: true },
  terms: {
    programmeId: PARTICIPATION.programmeId,
    startsOn: localDate("2018-02-06"),
    endsOn: localDate("2022-09-30"),
    minimumHours: 8,
    municipalities: [],
  },
  memberships: [],
});

/** 1 June 2019; ids are `new 1`, `new 2` and so on. */
export function atJune(): Moment {
  let count = 0;
  return {
    today: localDate("2019-06-01"),
    actor: "test",
    newId: () => {
      count += 1;
      return `new ${count}`;
    },
  };
}

/** The file with the participation changed. */
export function fileWith(
  changes: Partial<ParticipationFile["participation"]>,
  lists: Partial<ParticipationFile> = {},
): ParticipationFile {
  return { ...ENTERED, ...lists, participation: { ...ENTERED.participation, ...changes } };
}
