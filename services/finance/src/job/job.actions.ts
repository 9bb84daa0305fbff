import { accept, type Decision, isId, refuse } from "@inclusion/kernel";
import { Fault, once } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { authorize } from "../policy.ts";
import type { FinanceRefusalCode } from "../refusals.ts";
import { endJob, findJobs } from "./job.repository.ts";

/**
 * Calls a job off. Its process hears of it with its next sign of life, whichever process that is.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see
 * @refuses JOB_ENDED, IDEMPOTENCY_MISMATCH
 */
export function jobCancel(
  ctx: Context,
  input: Readonly<{ jobId: string; idempotencyKey?: string | null | undefined }>,
): Promise<Decision<string, FinanceRefusalCode>> {
  authorize(ctx.viewer, "job:cancel");
  const request = { actor: ctx.viewer.subject, operation: "job:cancel", key: input.idempotencyKey ?? null, input };
  return ctx.transaction((tx) =>
    once<string, FinanceRefusalCode>(tx, "finance", request, async () => {
      const [job] = isId(input.jobId) ? await findJobs(tx, [input.jobId]) : [];
      if (job === undefined) throw new Fault("NOT_FOUND", "There is no job of this id that you may see.");
      if (!(await endJob(tx, { id: job.id, runner: null }, "CANCELLED"))) {
        return refuse({ code: "JOB_ENDED", message: `The job is ${job.state}.`, field: ["input", "jobId"] });
      }
      await tx.note("job:cancel", job.id);
      return accept(job.id);
    }),
  );
}
