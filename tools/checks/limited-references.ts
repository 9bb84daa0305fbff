/**
 * Foreign keys between tables that are both limited by a column, as `municipality_code`, where the key does not hold
 * that column: the database then does not say that the row below has the limits of the row above.
 */

/** A key that leaves a limit out. */
export type LooseKey = Readonly<{
  key: string;
  child: string;
  parent: string;
  /** The columns that both tables are limited by and that the key does not hold. */
  limits: string[];
}>;

/** `$1` are the schemas. A table is limited by a column when a policy to read it names the column. */
export const LOOSE_KEYS = `WITH limited AS (
    SELECT c.oid, format('%s.%s', n.nspname, c.relname) AS name, a.attname, a.attnum
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ANY ($1::text[])
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      AND a.attname IN ('programme_id', 'municipality_code', 'organisation_id', 'course_id', 'grant_id')
    WHERE EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*')
      AND pg_get_expr(p.polqual, p.polrelid) ~ ('\\m' || a.attname || '\\M')))
  SELECT format('%s.%s', child.name, k.conname) AS key, child.name AS child, parent.name AS parent,
    array_agg(parent.attname::text ORDER BY parent.attname) AS limits
  FROM pg_constraint k JOIN limited child ON child.oid = k.conrelid JOIN limited parent ON parent.oid = k.confrelid
  WHERE k.contype = 'f' AND child.attname = parent.attname AND NOT parent.attnum = ANY (k.confkey)
  GROUP BY k.conname, child.name, parent.name ORDER BY 1`;

/** The action that writes the row reads the one above under its policy and copies its limits in that transaction. */
const COPIED = "its limits are copied from the row above by the action that writes it";
/** A card or a run is of a whole programme. */
const OF_PROGRAMME = "the row above is chosen by the programme of this one";

/**
 * Keys of this kind that are older than the rule, with what holds the limits instead. Nothing new is added: a new key
 * holds the limits.
 */
export const OLDER_LOOSE_KEYS: ReadonlyMap<string, string> = new Map([
  ["accelerator.attendance.attendance_session_id_fkey", OF_PROGRAMME],
  ["accelerator.employer_readiness.employer_readiness_course_id_fkey", COPIED],
  ["accelerator.inclusive_workplace.inclusive_workplace_course_id_fkey", COPIED],
  ["accelerator.job_opening.job_opening_course_id_fkey", COPIED],
  ["accelerator.opening_fill.opening_fill_course_id_fkey", COPIED],
  ["accelerator.opening_fill.opening_fill_opening_id_fkey", COPIED],
  ["accelerator.ordinary_hire.ordinary_hire_course_id_programme_id_organisation_id_fkey", COPIED],
  ["accelerator.place_booking.place_booking_place_id_fkey", COPIED],
  ["accelerator.training_place.training_place_course_id_programme_id_organisation_id_fkey", COPIED],
  ["finance.cost_claim_event.cost_claim_event_claim_id_fkey", COPIED],
  ["finance.cost_line.cost_line_claim_id_fkey", COPIED],
  ["finance.cost_line.cost_line_corrects_line_id_fkey", COPIED],
  ["finance.ledger_set.ledger_set_reverses_fkey", COPIED],
  ["finance.municipal_decision.municipal_decision_simulation_id_fkey", OF_PROGRAMME],
  ["finance.outcome.outcome_card_id_mode_fkey", OF_PROGRAMME],
  ["finance.outcome.outcome_run_id_fkey", OF_PROGRAMME],
  ["finance.outcome_event.outcome_event_outcome_id_fkey", COPIED],
  ["finance.outcome_evidence.outcome_evidence_outcome_id_fkey", COPIED],
  ["finance.outcome_price.outcome_price_outcome_id_mode_fkey", COPIED],
  ["finance.simulated_price.simulated_price_outcome_id_mode_fkey", COPIED],
  ["participant.participant_import_row.participant_import_row_import_id_fkey", COPIED],
  ["partnership.agreement.agreement_leaving_party_id_fkey", COPIED],
  ["partnership.anchoring_plan.anchoring_plan_method_version_id_fkey", OF_PROGRAMME],
  ["partnership.clause_delivery.clause_delivery_clause_id_fkey", COPIED],
  ["partnership.clause_delivery.clause_delivery_tender_id_fkey", COPIED],
  ["partnership.initiative_step.initiative_step_initiative_id_fkey", COPIED],
  ["partnership.method_evidence.method_evidence_method_id_fkey", COPIED],
  ["partnership.method_evidence.method_evidence_method_version_id_fkey", COPIED],
  ["partnership.method_version.method_version_method_id_fkey", COPIED],
  ["partnership.partnership_party.partnership_party_partnership_id_fkey", COPIED],
  ["partnership.signature.signature_agreement_id_fkey", COPIED],
  ["partnership.tender_clause.tender_clause_tender_id_fkey", COPIED],
  ["partnership.tender_hire.tender_hire_tender_id_fkey", COPIED],
]);

/** What is wrong with the keys that leave a limit out: those that are new, and lines of the list that no key needs. */
export function looseKeyProblems(
  found: readonly LooseKey[],
  known: ReadonlyMap<string, string> = OLDER_LOOSE_KEYS,
): readonly string[] {
  const keys = new Set(found.map(({ key }) => key));
  return [
    ...found
      .filter(({ key }) => !known.has(key))
      .map(({ key, parent, limits }) => `${key}: does not hold ${limits.join(" and ")} of ${parent}`),
    ...[...known.keys()]
      .filter((key) => !keys.has(key))
      .map((key) => `${key}: is loose no longer; take it off the list`),
  ];
}
