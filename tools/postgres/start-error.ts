/**
 * A start that cannot go on, in words for the person who typed the command.
 *
 * `problem` and `fix` carry no full stop; together they make the one sentence
 * that is printed, without a stack.
 */
export class StartError extends Error {
  readonly fix: string;

  constructor(problem: string, fix: string, cause?: unknown) {
    super(`${problem}: ${fix}.`, cause === undefined ? undefined : { cause });
    this.name = "StartError";
    this.fix = fix;
  }
}
