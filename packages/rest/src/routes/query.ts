const falseValues = new Set(["", "false", "f", "0"]);

/** The service's own rule for flags, in any case of letters: Python and .NET send `True` and `False`. */
export function parseQueryFlag(value: string | null): boolean {
  return value !== null && !falseValues.has(value.toLowerCase());
}

/** `a,b` as a list; an absent or empty text is an empty one. */
export function parseQueryList(value: string | null): string[] {
  return value ? value.split(",") : [];
}
