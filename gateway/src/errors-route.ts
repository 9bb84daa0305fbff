/** `GET /docs/errors`: where `extensions.docs` of every error points. It tells nothing of any row and needs no token. */
import { createHash } from "node:crypto";
import type { Language } from "@inclusion/kernel";
import { refusalLabels } from "@inclusion/schema/labels";
import type { FastifyInstance } from "fastify";
import { errorsPage, PAGE_STYLE } from "./errors-page.ts";
import { languageOf } from "./language.ts";

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Adds the address to the gateway's; the pages are printed once, when they are first asked for. */
export function errorsRoute(app: FastifyInstance): void {
  const pages = new Map<Language, string>();
  const pageIn = (language: Language): string => {
    const known = pages.get(language) ?? errorsPage(language, refusalLabels());
    pages.set(language, known);
    return known;
  };
  app.route({
    method: ["GET", "HEAD"],
    url: "/docs/errors",
    handler: (request, reply) =>
      reply
        .headers({ "cache-control": "public, max-age=3600", "content-security-policy": POLICY })
        .type("text/html; charset=utf-8")
        .send(pageIn(languageOf(request.headers["accept-language"]))),
  });
}
