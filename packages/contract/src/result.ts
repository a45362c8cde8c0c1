/** What a parser returns: the value, or what is wrong with the input. */
export type Result<Value> = { readonly value: Value } | { readonly error: string };
