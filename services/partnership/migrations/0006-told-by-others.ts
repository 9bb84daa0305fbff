import { ANY_VIEWER, nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const WITHIN_PROGRAMME = within("programmes", "programme_id");
const VISIBLE = `${WITHIN_PROGRAMME} AND ${withinMunicipalities(S, "municipality_code")}`;
/** The position of the fact that a row was last told by: an older one changes nothing. */
const TOLD = "told_position bigint NOT NULL";

/** Copies of what other services tell: seats, readiness, growth, steps of participations, open matches. */
export class ToldByOthers1700000000006 implements MigrationInterface {
  name = "ToldByOthers1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...rooms(), ...participations(), ...growth(), ...flows()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function rooms(): string[] {
  return [
    `CREATE TABLE ${S}.room (
       room_id uuid PRIMARY KEY, programme_id uuid NOT NULL, course_id uuid, partnership_id uuid,
       organisation_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('JOB', 'TRAINING_PLACE')), axis text NOT NULL,
       seats integer NOT NULL, filled integer NOT NULL, broken_off integer NOT NULL, opens_on date NOT NULL,
       closes_on date, ${TOLD})`,
    `CREATE INDEX room_partnership ON ${S}.room (partnership_id)`,
    `CREATE INDEX room_organisation ON ${S}.room (programme_id, organisation_id)`,
    ...nounTable(S, "room", WITHIN_PROGRAMME, false),
    `CREATE TABLE ${S}.employer_readiness (
       programme_id uuid, organisation_id uuid, dimension text CHECK (dimension IN ('COMPETENCE', 'CAPACITY')),
       measured_on date, score integer NOT NULL CHECK (score BETWEEN 1 AND 5), mentor_count integer, ${TOLD},
       PRIMARY KEY (programme_id, organisation_id, dimension, measured_on))`,
    ...nounTable(S, "employer_readiness", WITHIN_PROGRAMME, false),
  ];
}

function participations(): string[] {
  return [
    `CREATE TABLE ${S}.pathway_step (
       participation_id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_code text, partnership_id uuid,
       referred_on date, started_on date, completed_on date, left_on date, ${TOLD})`,
    `CREATE INDEX pathway_step_programme ON ${S}.pathway_step (programme_id)`,
    ...nounTable(S, "pathway_step", VISIBLE, false),
    `CREATE TABLE ${S}.open_matches (partnership_id uuid PRIMARY KEY, count integer NOT NULL, ${TOLD})`,
    ...nounTable(S, "open_matches", ANY_VIEWER, false),
  ];
}

/** Every growth that was told and every one that was taken back, once each: their sum does not mind the order. */
function growth(): string[] {
  return [
    `CREATE TABLE ${S}.other_actor_growth (
       fact_id uuid PRIMARY KEY, sign integer NOT NULL CHECK (sign IN (1, -1)), programme_id uuid NOT NULL,
       partnership_id uuid NOT NULL, organisation_id uuid NOT NULL, municipality_code text NOT NULL,
       grown_on date NOT NULL)`,
    `CREATE INDEX other_actor_growth_place ON ${S}.other_actor_growth (programme_id, municipality_code)`,
    ...nounTable(S, "other_actor_growth", VISIBLE, false),
  ];
}

/**
 * How many were referred and how far they came, by other actor and municipality. A participation counts once, for
 * the other actor that was in the partnership first.
 */
function flows(): string[] {
  return [
    `CREATE FUNCTION ${S}.network_flows(asked uuid[], as_of date)
       RETURNS TABLE (programme_id uuid, organisation_id uuid, municipality_code text, referred integer,
         started integer, completed integer) LANGUAGE sql STABLE AS $$
       SELECT step.programme_id, actor.organisation_id, step.municipality_code,
         count(*)::int, count(*) FILTER (WHERE step.started_on <= as_of)::int,
         count(*) FILTER (WHERE step.started_on <= as_of AND step.completed_on <= as_of)::int
       FROM ${S}.pathway_step step
       JOIN LATERAL (SELECT party.organisation_id FROM ${S}.partnership_party party
         WHERE party.partnership_id = step.partnership_id AND party.role = 'OTHER_ACTOR'
           AND (party.joined_on IS NULL OR party.joined_on <= step.referred_on)
           AND (party.left_on IS NULL OR party.left_on > step.referred_on)
         ORDER BY party.joined_on NULLS FIRST, party.organisation_id LIMIT 1) actor ON true
       WHERE step.programme_id = ANY (asked) AND step.referred_on <= as_of
       GROUP BY 1, 2, 3 $$`,
  ];
}
