const falseValues = new Set(["", "false", "f", "0"]);

/** Parses a flag by the original service's rule, ignoring case: Python and .NET send `True` and `False`. */
export function parseQueryFlag(value: string | null): boolean {
  return value !== null && !falseValues.has(value.toLowerCase());
}

/** Parses a list such as `a,b`; a missing or empty value is an empty list. */
export function parseQueryList(value: string | null): string[] {
  return value ? value.split(",") : [];
}
