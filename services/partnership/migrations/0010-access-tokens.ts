import { nounTable, TOKEN_ROWS, viewerAmong } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";

/** A token is seen by who runs the graph, and by whoever made it or one of those that it was made from. */
const VISIBLE = `(${TOKEN_ROWS} OR ${viewerAmong("makers")})`;

/** Tokens for partners. Of a secret its hash alone is kept; when one was used stands apart, because it is no change. */
export class AccessTokens1700000000010 implements MigrationInterface {
  name = "AccessTokens1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tokens(), ...uses(), ...line()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function tokens(): string[] {
  const names = ["programmes", "municipalities", "regions", "organisations", "courses", "grants"];
  const limits = names.map((name) => `${name} text[]`).join(", ");
  return [
    `CREATE TABLE ${S}.access_token (
       id uuid PRIMARY KEY, label text NOT NULL, environment text NOT NULL CHECK (environment IN ('live', 'test')),
       secret_hash text NOT NULL UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
       scopes text[] NOT NULL CHECK (NOT scopes && ARRAY['system', 'tokens:admin']), ${limits},
       documents_only boolean NOT NULL, fixed_periods_only boolean NOT NULL,
       purpose text, organisation_id uuid REFERENCES ${S}.organisation, expires_at timestamptz NOT NULL,
       makers text[] NOT NULL CHECK (cardinality(makers) > 0 AND NOT '' = ANY (makers)),
       parent_id uuid REFERENCES ${S}.access_token,
       created_by text NOT NULL, created_at timestamptz NOT NULL,
       revoked_at timestamptz, revoked_by text, revocation_reason text,
       version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
       CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revocation_reason IS NULL)))`,
    `CREATE INDEX access_token_makers ON ${S}.access_token USING gin (makers)`,
    ...nounTable(S, "access_token", VISIBLE),
  ];
}

function uses(): string[] {
  return [
    `CREATE TABLE ${S}.access_token_use (
       token_id uuid PRIMARY KEY REFERENCES ${S}.access_token, makers text[] NOT NULL, last_used_at timestamptz NOT NULL)`,
    ...nounTable(S, "access_token_use", VISIBLE, false),
  ];
}

/**
 * The token that another is to be made from, held with all that it was made from until the transaction ends, so that
 * none of them is revoked in between: a revocation ends those made from it as they stand. It looks past the asker's
 * limits, who may not see what its own token was made from, and tells of the asker's own token alone.
 */
function line(): string[] {
  return [
    `CREATE FUNCTION ${S}.hold_own_token() RETURNS TABLE (makers text[], expires_at timestamptz, ended boolean)
       LANGUAGE plpgsql SET search_path = ${S}, pg_temp AS $$
     #variable_conflict use_column
     DECLARE own text := current_setting('app.viewer', true); was text := current_setting('app.token_rows', true);
     BEGIN
       PERFORM set_config('app.token_rows', 'on', true);
       RETURN QUERY
         WITH own_token AS (SELECT t.id, t.makers, t.expires_at FROM access_token t WHERE 'token:' || t.id = own),
         held AS (SELECT t.revoked_at IS NOT NULL OR t.expires_at <= clock_timestamp() AS ended
           FROM access_token t, own_token o WHERE t.id = o.id OR 'token:' || t.id = ANY (o.makers)
           ORDER BY t.id FOR SHARE OF t)
         SELECT o.makers, o.expires_at, (SELECT bool_or(h.ended) FROM held h) FROM own_token o;
       PERFORM set_config('app.token_rows', coalesce(was, ''), true);
     END $$`,
    `REVOKE ALL ON FUNCTION ${S}.hold_own_token() FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.hold_own_token() TO ${S}_app`,
  ];
}
