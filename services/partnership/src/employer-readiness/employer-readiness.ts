/** How ready employers are to hire from the margin of the labour market, as the accelerator measures it. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type ReadinessDimension = "COMPETENCE" | "CAPACITY";

/** One measurement, from 1 to 5. */
export type Readiness = Readonly<{
  programmeId: string;
  organisationId: string;
  dimension: ReadinessDimension;
  score: number;
  mentorCount: number | null;
  /** Scores of two versions of the questionnaire are not compared. */
  questionnaireVersion: number;
  measuredOn: LocalDate;
}>;

/** An employer's first and latest measurement in one dimension by one version of the questionnaire. */
export type ReadinessChange = Readonly<{
  programmeId: string;
  organisationId: string;
  dimension: ReadinessDimension;
  before: Readiness;
  /** Null while there is one measurement only. */
  after: Readiness | null;
}>;

/** Changes by employer, dimension and version, in the order of them. @param measured until the day that is asked for */
export function readinessChanges(measured: readonly Readiness[]): readonly ReadinessChange[] {
  const lines = Map.groupBy(
    measured,
    ({ organisationId, dimension, questionnaireVersion: version }) =>
      `${organisationId} ${dimension} ${String(version).padStart(9, "0")}`,
  );
  return [...lines.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => {
      const inOrder = [...line].sort((a, b) => (a.measuredOn < b.measuredOn ? -1 : 1));
      const before = inOrder[0] as Readiness;
      const after = inOrder.length > 1 ? (inOrder.at(-1) ?? null) : null;
      const { programmeId, organisationId, dimension } = before;
      return { programmeId, organisationId, dimension, before, after };
    });
}
