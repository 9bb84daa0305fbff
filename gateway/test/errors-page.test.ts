import { createHash } from "node:crypto";
import { docsOf, ERRORS, type ErrorCode } from "@inclusion/kernel";
import { refusalLabels } from "@inclusion/schema/labels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsPage } from "../src/errors-page.ts";
import { type Running, startGateway } from "./graph.ts";

let running: Running;
beforeAll(async () => {
  running = await startGateway({ production: true });
});
afterAll(() => running.gateway.close());

const ids = (page: string): readonly string[] => [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
const fetchPage = (language?: string) =>
  fetch(`${running.url}/docs/errors`, { headers: language === undefined ? {} : { "accept-language": language } });

describe("GET /docs/errors", () => {
  it.each([
    [undefined, "en", "The token may not read the field or do this."],
    ["en-GB,da;q=0.5", "en", "The token may not read the field or do this."],
    ["da-DK,en;q=0.5", "da", "Tokenet giver ikke adgang til dette."],
  ])("answers whoever wants %s in %s, without a token", async (wanted, language, said) => {
    const response = await fetchPage(wanted);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-language")).toBe(language);
    expect(response.headers.get("vary")).toContain("accept-language");
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(said);
  });

  it("has an anchor for the `docs` of every error and for every refusal, each once", async () => {
    const there = ids(await (await fetchPage()).text());
    expect(new Set(there).size).toBe(there.length);
    for (const code of Object.keys(ERRORS) as ErrorCode[]) expect(there).toContain(docsOf(code).split("#")[1]);
    const refusals = refusalLabels().flatMap(({ name, values }) => values.map(({ value }) => `${name}.${value}`));
    expect(refusals.length).toBeGreaterThan(200);
    for (const id of refusals) expect(there).toContain(id);
  });

  it("runs no script, lets in its own style alone, and is gone through by its headings", async () => {
    const response = await fetchPage();
    const page = await response.text();
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page).not.toMatch(/<script|javascript:| on\w+=|src=|http:|https:/i);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.match(/<th scope="row">/g)?.length).toBe(page.match(/<tr id=/g)?.length);
    for (const [, target = ""] of page.matchAll(/href="#([^"]*)"/g)) expect(ids(page)).toContain(target);
  });

  it("takes nothing but GET and HEAD", async () => {
    expect((await fetch(`${running.url}/docs/errors`, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(`${running.url}/docs/errors`, { method: "POST" })).status).toBe(404);
  });
});

describe("errorsPage", () => {
  it("writes texts as texts", () => {
    const label = { da: '<b>"&', en: "<script>alert(1)</script>" };
    const labels = [{ name: "XRefusalCode", values: [{ value: "A", label }] }];
    expect(errorsPage("en", labels)).toContain("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>");
    expect(errorsPage("da", labels)).toContain("<td>&lt;b&gt;&quot;&amp;</td>");
  });
});
