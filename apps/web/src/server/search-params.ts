import "server-only";

/** A page's query, as the browser reads it. */
export function toSearchParams(
  given: Record<string, string | string[] | undefined>,
): URLSearchParams {
  const pairs = Object.entries(given).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, value]),
  );
  return new URLSearchParams(pairs);
}
