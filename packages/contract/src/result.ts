/** The result of a parser: the value, or the error in the input. */
export type Result<Value> = { readonly value: Value } | { readonly error: string };
