/**
 * The id of a request. It stands in the answer, in each of its errors, in the logs of every process that took part
 * and, where the caller traces, in the caller's own trace.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** https://www.w3.org/TR/trace-context/#traceparent-header: version, trace id, parent id, flags. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

const running = new AsyncLocalStorage<string>();

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

/** Does `work` as part of the request `requestId`, which `currentRequestId` tells everything that it calls. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return running.run(requestId, work);
}

/** The id of the request that is being answered. */
export function currentRequestId(): string {
  return running.getStore() ?? "none";
}
