import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { createLogger, fieldKeys, openService } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { rotateIdentities } from "./identity.repository.ts";
import {
  AARHUS,
  CORRECT,
  caseworkerOf,
  cprOf,
  EVERYWHERE,
  ODENSE,
  type Outcome,
  register,
  WITH_CPR,
} from "./identity-rows.fixture.ts";
import { IDENTITY_LABEL } from "./sealed-identity.repository.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const IDENTITY = `query($id: ID!) { participation(id: $id) {
  id identity(purpose: CASEWORK) { name cpr birthDate sex } } }`;

async function identityAs(viewer: Viewer, number: number) {
  const { data, errors } = await opened.ask(viewer, IDENTITY, { id: idOf(number) });
  const participation = data?.participation as { identity: unknown } | null;
  return { identity: participation?.identity ?? null, errors };
}

async function correct(viewer: Viewer, input: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const { data } = await opened.ask(viewer, CORRECT, { input: { purpose: "DATA_QUALITY", ...input } });
  return data?.identityCorrect as Outcome;
}

const personOf = async (number: number): Promise<string> => {
  const [row] = await opened.sql<{ id: string }>(
    "SELECT person_id AS id FROM participant.participation WHERE id = $1",
    [idOf(number)],
  );
  return row?.id ?? "";
};

describe("an identity", () => {
  beforeAll(async () => {
    await storeParticipation(opened.service, 101, "0751");
    expect(await register(opened, AARHUS, { participationId: idOf(101), cpr: cprOf(101) })).toBe("REGISTERED");
  });

  test("is read with its number masked, and whole with the scope for it", async () => {
    const masked = { name: "Asta Granlund", cpr: "640580-xxxx", birthDate: "1980-05-04", sex: "F" };
    expect(await identityAs(AARHUS, 101)).toEqual({ identity: masked, errors: undefined });
    expect((await identityAs(WITH_CPR, 101)).identity).toEqual({ ...masked, cpr: cprOf(101) });
  });

  test("is nothing to other municipalities, and refused without the scope", async () => {
    expect((await identityAs(ODENSE, 101)).identity).toBeNull();
    const { identity, errors } = await identityAs(viewerWith("participations:read"), 101);
    expect(identity).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    const withoutRows = { ...UNLIMITED, programmes: [] };
    expect((await identityAs(viewerWithin(withoutRows, "participations:read", "identity:read"), 101)).identity).toBe(
      null,
    );
  });

  test("is no row to whoever lacks the scope", async () => {
    for (const [viewer, rows] of [
      [viewerWith("participations:read"), 0],
      [ODENSE, 0],
      [AARHUS, 1],
    ] as const) {
      const found = await opened.service.database.read(viewer, ({ query }) =>
        query("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(101)]),
      );
      expect(found).toHaveLength(rows);
    }
  });

  test("is written by nobody but who may", async () => {
    const input = { participationId: idOf(101), cpr: cprOf(101) };
    expect(await register(opened, viewerWith("participations:read", "identity:read"), input)).toEqual([
      "FORBIDDEN_FIELD",
    ]);
    expect(await register(opened, ODENSE, input)).toEqual(["NOT_FOUND"]);
    expect(await register(opened, ODENSE, { ...input, participationId: "no id" })).toEqual(["NOT_FOUND"]);
  });

  test("is not in the database in any readable form", async () => {
    const [row] = await opened.sql<Record<string, unknown>>("SELECT * FROM participant.person_identity WHERE id = $1", [
      idOf(101),
    ]);
    const stored = JSON.stringify(row);
    for (const plain of ["Asta", "Granlund", "640580", Buffer.from("Asta").toString("hex")]) {
      expect(stored).not.toContain(plain);
    }
    const sealed = row?.name_cipher as Buffer;
    expect(sealed[0]).toBe(1);
  });

  test("does not open when its value was put into another row", async () => {
    await storeParticipation(opened.service, 102, "0751");
    await register(opened, AARHUS, { participationId: idOf(102), cpr: cprOf(102), name: "Birk Holmvang" });
    await opened.sql(
      `UPDATE participant.person_identity SET name_cipher =
         (SELECT name_cipher FROM participant.person_identity WHERE id = $1) WHERE id = $2`,
      [idOf(101), idOf(102)],
    );
    const { identity, errors } = await identityAs(AARHUS, 102);
    expect(identity).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
    await opened.sql("DELETE FROM participant.person_identity WHERE id = $1", [idOf(102)]);
  });

  test.for([
    { case: "a number that is none", input: { cpr: "12" }, codes: ["CPR_SHAPE"] },
    { case: "a day that is none", input: { cpr: "641380-0002" }, codes: ["CPR_DATE"] },
    { case: "another birthday", input: { cpr: "650580-0002" }, codes: ["CPR_NOT_OF_PERSON"] },
    { case: "another sex", input: { cpr: "640580-0003" }, codes: ["CPR_NOT_OF_PERSON"] },
    { case: "no name and no number", input: { name: " ", cpr: "1" }, codes: ["NAME_MISSING", "CPR_SHAPE"] },
    { case: "a long name", input: { name: "x".repeat(201) }, codes: ["NAME_TOO_LONG"] },
    {
      case: "numbers where none belongs",
      input: { name: "Asta 640580-0002", idempotencyKey: "6405800002" },
      codes: ["CPR_IN_WRONG_FIELD", "CPR_IN_WRONG_FIELD"],
    },
  ])("refuses $case", async ({ input, codes }) => {
    await storeParticipation(opened.service, 103, "0751").catch(() => {});
    expect(await register(opened, AARHUS, { participationId: idOf(103), cpr: cprOf(103), ...input })).toEqual(codes);
    expect(await opened.sql("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(103)])).toEqual([]);
  });
});

describe("a registration", () => {
  test("that comes again is one registration, and keeps nothing readable of its input", async () => {
    await storeParticipation(opened.service, 111, "0751");
    const input = { participationId: idOf(111), cpr: cprOf(111), idempotencyKey: "once", name: "Dina Klitgaard" };
    expect(await register(opened, AARHUS, input)).toBe("REGISTERED");
    expect(await register(opened, AARHUS, input)).toBe("REGISTERED");
    expect(await register(opened, AARHUS, { ...input, name: "Other" })).toEqual(["IDEMPOTENCY_MISMATCH"]);
    expect(await register(opened, AARHUS, { ...input, idempotencyKey: "twice" })).toEqual(["IDENTITY_EXISTS"]);
    const kept = JSON.stringify(await opened.sql("SELECT * FROM participant.request_once"));
    for (const plain of ["640580", "Klitgaard"]) expect(kept).not.toContain(plain);
  });
});

describe("a correction", () => {
  beforeAll(async () => {
    await storeParticipation(opened.service, 121, "0751");
    await register(opened, AARHUS, { participationId: idOf(121), cpr: cprOf(121) });
  });

  test("changes what it names and leaves the rest", async () => {
    const done = await correct(AARHUS, { participationId: idOf(121), name: "Asta Højager" });
    expect(done).toEqual({ participation: { id: idOf(121) }, refusals: [] });
    expect((await identityAs(WITH_CPR, 121)).identity).toMatchObject({ name: "Asta Højager", cpr: cprOf(121) });
    const before = await personOf(121);
    await correct(AARHUS, { participationId: idOf(121), cpr: cprOf(122) });
    expect((await identityAs(WITH_CPR, 121)).identity).toMatchObject({ name: "Asta Højager", cpr: cprOf(122) });
    expect(await personOf(121)).not.toBe(before);
  });

  test("needs something to correct, and something that is there", async () => {
    const codes = async (input: object) => (await correct(AARHUS, { ...input })).refusals.map(({ code }) => code);
    expect(await codes({ participationId: idOf(121) })).toEqual(["NOTHING_TO_CORRECT"]);
    await storeParticipation(opened.service, 123, "0751");
    expect(await codes({ participationId: idOf(123), name: "Asta" })).toEqual(["IDENTITY_MISSING"]);
  });
});

describe("a number that is known", () => {
  const OTHER_PROGRAMME = idOf(7);
  const inProgramme = (number: number, programmeId: string) =>
    opened.sql("UPDATE participant.participation SET programme_id = $2 WHERE id = $1", [idOf(number), programmeId]);

  beforeAll(async () => {
    for (const [number, place] of [
      [131, "0751"],
      [132, "0461"],
      [133, "0461"],
      [134, "0751"],
    ] as const) {
      await storeParticipation(opened.service, number, place);
    }
    for (const table of ["course", "placement", "employment"]) {
      await opened.sql(`DELETE FROM participant.${table} WHERE participation_id = ANY ($1)`, [[idOf(132)]]);
    }
    await inProgramme(132, OTHER_PROGRAMME);
    await register(opened, AARHUS, { participationId: idOf(131), cpr: cprOf(131), name: "Carl Egebjerg" });
  });

  test("makes another programme's participation the same person's, and tells nobody", async () => {
    const input = { participationId: idOf(132), cpr: cprOf(131), name: "C. Egebjerg" };
    expect(await register(opened, ODENSE, input)).toBe("REGISTERED");
    expect(await personOf(132)).toBe(await personOf(131));
    expect((await identityAs(ODENSE, 132)).identity).toMatchObject({ name: "C. Egebjerg" });
    expect((await identityAs(AARHUS, 131)).identity).toMatchObject({ name: "Carl Egebjerg" });
  });

  test("stays apart where the person is open in the programme elsewhere, and nobody is told either", async () => {
    const input = { participationId: idOf(133), cpr: cprOf(131), name: "Carl Egebjerg" };
    expect(await register(opened, ODENSE, input)).toBe("REGISTERED");
    expect(await personOf(133)).not.toBe(await personOf(131));
  });

  test("is refused where the person is open in the programme in the same municipality", async () => {
    const input = { participationId: idOf(134), cpr: cprOf(131) };
    expect(await register(opened, AARHUS, input)).toEqual(["ALREADY_PARTICIPATES"]);
  });

  const DUPLICATES = `query($id: ID!, $first: Int, $after: String) {
    possibleDuplicates(programmeId: $id, first: $first, after: $after) {
      nodes { participation { id } other { id } otherMunicipality { code } certainty since }
      pageInfo { hasNextPage endCursor } } }`;
  type Pair = Readonly<{ participation: { id: string }; other: { id: string } | null; certainty: string }>;
  type Page = Readonly<{ nodes: Pair[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>;
  const pairsAs = async (viewer: Viewer, more: object = {}) => {
    const { data, errors } = await opened.ask(viewer, DUPLICATES, { id: PROGRAMME, ...more });
    return { page: data?.possibleDuplicates as Page, errors };
  };

  test("shows as a possible duplicate, of which either side sees the other's municipality alone", async () => {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
    const pair = (own: number, other: number | null, code: string) => ({
      participation: { id: idOf(own) },
      other: other === null ? null : { id: idOf(other) },
      otherMunicipality: { code },
      certainty: "SAME_CPR",
      since: today,
    });
    expect((await pairsAs(AARHUS)).page.nodes).toEqual([pair(131, null, "0461"), pair(131, null, "0461")]);
    expect((await pairsAs(ODENSE)).page.nodes).toHaveLength(2);
    expect((await pairsAs(EVERYWHERE)).page.nodes).toEqual(
      expect.arrayContaining([pair(131, 132, "0461"), pair(131, 133, "0461"), pair(133, 132, "0461")]),
    );
    const { page, errors } = await pairsAs(viewerWith("participations:read"));
    expect(page).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
  });

  test("walks the pairs page by page, and its cursor says nothing of the hidden side", async () => {
    const seen: Pair[] = [];
    for (let after: string | undefined | null = null; after !== undefined; ) {
      const page: Page = (await pairsAs(AARHUS, { first: 1, after })).page;
      seen.push(...page.nodes);
      const cursor = Buffer.from(page.pageInfo.endCursor, "base64url").toString("utf8");
      for (const hidden of [132, 133]) expect(cursor).not.toContain(idOf(hidden));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    }
    expect(seen).toHaveLength(2);
  });

  test("is found by name and day of birth where the number is another", async () => {
    const NAMED = caseworkerOf("0851");
    await storeParticipation(opened.service, 135, "0851");
    await register(opened, NAMED, { participationId: idOf(135), cpr: cprOf(135), name: "carl  EGEBJERG" });
    const { page } = await pairsAs(NAMED);
    expect(page.nodes.map(({ certainty }) => certainty)).toEqual(page.nodes.map(() => "SAME_NAME_AND_BIRTH_DATE"));
    expect(page.nodes).toHaveLength(2);
  });
});

describe("many identities", () => {
  const MANY = `query($of: [_Any!]!) { _entities(representations: $of) {
    ... on Participation { identity(purpose: CASEWORK) { name cpr } } } }`;
  const readMany = (viewer: Viewer, numbers: readonly number[]) =>
    opened.ask(viewer, MANY, { of: numbers.map((number) => ({ __typename: "Participation", id: idOf(number) })) });
  const fifty = Array.from({ length: 50 }, (_, index) => 200 + index);

  beforeAll(async () => {
    for (const number of fifty) {
      await storeParticipation(opened.service, number, "0101");
      await register(opened, EVERYWHERE, { participationId: idOf(number), cpr: cprOf(number) });
    }
  });

  test("are read with the statements of one", async () => {
    for (const [viewer, statements] of [
      [EVERYWHERE, 7],
      [WITH_CPR, 10],
    ] as const) {
      const one = await readMany(viewer, [200]);
      const many = await readMany(viewer, fifty);
      expect(many.errors).toBeUndefined();
      expect([one.statements, many.statements]).toEqual([statements, statements]);
    }
  });

  test("are read by many at once, although each reading needs a second connection", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => readMany(WITH_CPR, fifty)));
    for (const { errors } of answers) expect(errors).toBeUndefined();
  });

  test("are opened by an older version, sealed anew when they are read, and all of them by the rotation", async () => {
    const setting = `2:${"n".repeat(40)},1:a-secret-for-tests-and-nothing-else-IDENTITY_KEYS`;
    const versions = () =>
      opened.sql(
        `SELECT key_version AS version, count(*)::int AS rows FROM participant.person_identity
         WHERE municipality_code = '0101' GROUP BY 1 ORDER BY 1`,
      );
    const newer = await openService(service, {
      databaseUrl: opened.urlOf("participant_app"),
      cursorKey: "a key for tests that is long enough",
      setting: (name) => (name === "IDENTITY_KEYS" ? setting : undefined),
      log: createLogger("test", "error"),
    });
    const variables = { id: idOf(200) };
    const read = await newer.execute({ query: IDENTITY, variables }, { viewer: WITH_CPR, requestId: "test" });
    expect(read.data?.participation).toMatchObject({ identity: { name: "Asta Granlund", cpr: cprOf(200) } });
    await newer.close();
    expect(await versions()).toEqual([
      { version: 1, rows: 49 },
      { version: 2, rows: 1 },
    ]);

    const keys = fieldKeys(setting, IDENTITY_LABEL);
    const rotate = () => opened.service.database.write(EVERYWHERE, (tx) => rotateIdentities(asTx(tx), keys, 20));
    expect(await rotate()).toBe(20);
    for (let more = await rotate(); more > 0; ) more = await rotate();
    expect(await versions()).toEqual([{ version: 2, rows: 50 }]);
    const { errors } = await readMany(EVERYWHERE, [200]);
    expect(errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
  });
});

/** The part of an action's transaction that the rotation needs. */
function asTx(session: Parameters<Parameters<TestService["service"]["database"]["write"]>[1]>[0]) {
  const unused = () => {
    throw new Error("not here");
  };
  return { query: session.query, manager: session.runner.manager, measure: unused, tell: unused, note: unused };
}
