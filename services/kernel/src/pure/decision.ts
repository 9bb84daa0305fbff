/** One reason why a rule says no: a stable `code`, a sentence that says what to do, and the input it is about. */
export type Refusal<Code extends string = string> = Readonly<{
  code: Code;
  message: string;
  /** Path of the input at fault, outermost first; absent when the refusal is about no single input. */
  field?: readonly string[];
  /** Line of a text that was read, counted from 1; absent when there is no text. */
  line?: number;
}>;

/** What a rule answers: a value, or every reason at once why there is none. */
export type Decision<Value, Code extends string = string> =
  | Readonly<{ ok: true; value: Value }>
  | Readonly<{ ok: false; refusals: readonly [Refusal<Code>, ...Refusal<Code>[]] }>;

/** Says yes with `value`. */
export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Says no with all reasons. */
export function refuse<Code extends string>(
  first: Refusal<Code>,
  ...more: Refusal<Code>[]
): Readonly<{ ok: false; refusals: readonly [Refusal<Code>, ...Refusal<Code>[]] }> {
  return { ok: false, refusals: [first, ...more] };
}

/** Accepts what `value` gives when there is no refusal, else refuses with all of them. */
export function acceptUnless<Value, Code extends string>(
  [first, ...more]: readonly Refusal<Code>[],
  value: () => Value,
): Decision<Value, Code> {
  return first === undefined ? accept(value()) : refuse(first, ...more);
}

/** What a service gathers reasons with before it refuses with all of them. */
export type Reasons<Code extends string> = Readonly<{
  /** The reason, when it is one; `field` is the input's field at fault, outermost first. */
  when: (isWrong: boolean, code: Code, message: string, field?: string | readonly string[]) => readonly Refusal<Code>[];
  /** Refuses with all reasons; null when there is none. */
  refusedFor: (reasons: readonly Refusal<Code>[]) => Extract<Decision<never, Code>, { ok: false }> | null;
}>;

/** `Reasons` for the codes of one service. */
export function reasonsOf<Code extends string>(): Reasons<Code> {
  return {
    when: (isWrong, code, message, field) => {
      if (!isWrong) return [];
      return [field === undefined ? { code, message } : { code, message, field: ["input", field].flat() }];
    },
    refusedFor: ([first, ...more]) => (first === undefined ? null : refuse(first, ...more)),
  };
}
