/** Settings of a programme that hold from a day on, and targets that were set outside of its sheet. Pure. */
import { acceptUnless, type LocalDate, type Refusal } from "@inclusion/kernel";
import { futureRefusals, rangeRefusals, sourceRefusals, textRefusals } from "../refusal/common-rules.ts";

export type SettingName = "SAME_ORGANISATION_TWO_ROLES" | "GROWTH_RULE" | "MINIMUM_WEEKLY_HOURS";

/** A setting from a day on; a default has neither day nor source. */
export type Setting = Readonly<{ name: SettingName; value: string; from: LocalDate | null; source: string | null }>;

/** A setting as stored; of one day the later recorded holds. */
export type StoredSetting = Setting & Readonly<{ programmeId: string; recordedAt: Date }>;

/** What each setting is until it is set, and the form of its value. */
const SETTINGS: Readonly<Record<SettingName, Readonly<{ value: string; form: RegExp; words: string }>>> = {
  SAME_ORGANISATION_TWO_ROLES: { value: "false", form: /^(?:true|false)$/, words: "true or false" },
  GROWTH_RULE: {
    value: "TURNOVER_OR_EMPLOYEES",
    form: /^(?:TURNOVER|EMPLOYEES|TURNOVER_OR_EMPLOYEES)$/,
    words: "TURNOVER, EMPLOYEES or TURNOVER_OR_EMPLOYEES",
  },
  MINIMUM_WEEKLY_HOURS: { value: "8", form: /^(?:[1-9]|[12][0-9]|3[0-7])$/, words: "a whole number from 1 to 37" },
};

/** Every setting as it holds on `day`, in the order of the catalogue. */
export function settingsOn(stored: readonly StoredSetting[], day: LocalDate): Setting[] {
  const known = inOrder(stored).filter(({ from }) => from !== null && from <= day);
  return (Object.keys(SETTINGS) as SettingName[]).map(
    (name) =>
      known.findLast((setting) => setting.name === name) ?? {
        name,
        value: SETTINGS[name].value,
        from: null,
        source: null,
      },
  );
}

/** The hours a week from which a job counts, by the day from which they hold; of one day the later recorded holds. */
export function hoursStepsOf(stored: readonly StoredSetting[]): { validFrom: LocalDate; hours: number }[] {
  const byDay = new Map<LocalDate, number>();
  for (const { name, from, value } of inOrder(stored)) {
    if (name === "MINIMUM_WEEKLY_HOURS" && from !== null) byDay.set(from, Number(value));
  }
  return [...byDay].map(([validFrom, hours]) => ({ validFrom, hours }));
}

function inOrder(stored: readonly StoredSetting[]): StoredSetting[] {
  const rank = ({ from }: StoredSetting): string => from ?? "";
  return stored.toSorted((a, b) =>
    rank(a) === rank(b) ? Number(a.recordedAt) - Number(b.recordedAt) : rank(a) < rank(b) ? -1 : 1,
  );
}

/** A setting that can be kept. @refuses SETTING_VALUE, SOURCE_MISSING, and the codes of texts */
export function readSetting(name: SettingName, value: string, source: string) {
  const { form, words } = SETTINGS[name];
  const bad: Refusal<"SETTING_VALUE">[] = form.test(value)
    ? []
    : [{ code: "SETTING_VALUE", message: `${name} takes ${words}.`, field: ["input", "value"] }];
  return acceptUnless([...bad, ...sourceRefusals(source, ["input", "source"])], () => ({ name, value, source }));
}

/** A target as it was set on one day. */
export type TargetVersion = Readonly<{
  programmeId: string;
  code: string;
  version: number;
  target: number;
  definition: string;
  statedOn: LocalDate;
  source: string;
  recordedAt: Date;
}>;

const CODE = /^[A-Z0-9][A-Z0-9_.]{0,39}$/;

/** Why a target cannot be kept. */
export function targetRefusals(
  target: Omit<TargetVersion, "version" | "recordedAt" | "programmeId">,
  today: LocalDate,
) {
  const badCode: Refusal<"VALUE_OUT_OF_RANGE">[] = CODE.test(target.code)
    ? []
    : [
        {
          code: "VALUE_OUT_OF_RANGE",
          message: "A code is capital letters, digits, points and underscores.",
          field: ["input", "code"],
        },
      ];
  return [
    ...badCode,
    ...rangeRefusals(target.target, [0, 2_000_000_000], ["input", "target"]),
    ...textRefusals(target.definition, 1_000, ["input", "definition"]),
    ...futureRefusals(target.statedOn, today, ["input", "statedOn"]),
    ...sourceRefusals(target.source, ["input", "source"]),
  ];
}
