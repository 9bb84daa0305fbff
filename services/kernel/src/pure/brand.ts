declare const brand: unique symbol;

/** A `Base` that the compiler keeps apart from every other `Base`, so that two kinds of id cannot be swapped. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
