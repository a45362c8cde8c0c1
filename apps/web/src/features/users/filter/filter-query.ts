import type { FilterParseError, Where } from "@roster/contract/filter";
import { queryOptions } from "@tanstack/react-query";

export type { FilterParseError } from "@roster/contract/filter";

export type ParsedFilter =
  | { readonly where: Where; readonly error?: never }
  | { readonly where?: never; readonly error: FilterParseError };

/**
 * Parses a filter. A query, so that the server's result is available at the first render, and the parser is
 * loaded only when a filter is used.
 */
export function filterQuery(text: string) {
  return queryOptions({
    queryKey: ["filter", text],
    queryFn: async (): Promise<ParsedFilter> => {
      const { parseFilter } = await import("@roster/contract/filter");
      return parseFilter(text);
    },
    staleTime: Infinity,
  });
}
