/** Input of a command that cannot be used; the message says what to give instead. */
export class InputError extends Error {}
