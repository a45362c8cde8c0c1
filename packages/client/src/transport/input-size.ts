/** How many characters of the address a query's input takes. */
export function queryLength(input: unknown): number {
  return encodeURIComponent(JSON.stringify(input) ?? "").length;
}

/** How many bytes of the body a mutation's input takes. */
export function bodyLength(input: unknown): number {
  return new TextEncoder().encode(JSON.stringify(input)).length;
}
