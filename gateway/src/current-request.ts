/**
 * The request that is being answered: its language and its id. The id stands in the answer, in each of its errors, in
 * the logs of every process that took part and, where the caller traces, in the caller's own trace.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { Language } from "@inclusion/kernel";

/** https://www.w3.org/TR/trace-context/#traceparent-header: version, trace id, parent id, flags. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** What is known of a request wherever it is answered. */
export type CurrentRequest = Readonly<{ requestId: string; language: Language }>;

const running = new AsyncLocalStorage<CurrentRequest>();

/** The trace id of a valid `traceparent` header, else 32 random hexadecimal digits. */
export function requestIdOf(traceparent: string | undefined): string {
  const [, version, trace, parent, more] = TRACEPARENT.exec(traceparent ?? "") ?? [];
  const valid =
    trace !== undefined &&
    version !== "ff" &&
    (version !== "00" || more === undefined) &&
    !/^0+$/.test(trace) &&
    !/^0+$/.test(parent ?? "");
  return valid ? trace : randomBytes(16).toString("hex");
}

/** Does `work` as part of `request`, which `currentRequest` tells everything that it calls. */
export function withRequest<Result>(request: CurrentRequest, work: () => Result): Result {
  return running.run(request, work);
}

/** The request that is being answered. */
export function currentRequest(): CurrentRequest {
  return running.getStore() ?? { requestId: "none", language: "en" };
}
