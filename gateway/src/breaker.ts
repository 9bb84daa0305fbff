/** A service that fails again and again is left alone for a moment, so that requests do not queue up before it. */
import { Fault, type Logger } from "@inclusion/kernel/runtime";
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";

/** So many calls in a row that got no answer open the breaker. */
export const FAILURES = 5;
/** So long a service is not asked then; after it, one call tries whether it answers again. */
export const PAUSE_MS = 1_000;

/** Runs calls to one service; while the breaker is open they end at once. */
export type Breaker = <Result>(call: () => Promise<Result>) => Promise<Result>;

/**
 * The breaker before the service `name`. Answers with errors in them are answers.
 *
 * @throws Fault SUBGRAPH_UNAVAILABLE while it is open
 */
export function breakerOf(name: string, log: Logger): Breaker {
  const unanswered = handleWhen(
    (error) => error instanceof Fault && (error.code === "SUBGRAPH_UNAVAILABLE" || error.code === "SUBGRAPH_TIMEOUT"),
  );
  const policy = circuitBreaker(unanswered, { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES) });
  policy.onBreak(() => log.warn({ service: name }, "a service does not answer and is left alone"));
  policy.onReset(() => log.warn({ service: name }, "a service answers again"));
  return async (call) => {
    try {
      return await policy.execute(call);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      const message = `The ${name} service does not answer. Its fields are empty; try again.`;
      throw new Fault("SUBGRAPH_UNAVAILABLE", message, { service: name });
    }
  };
}
