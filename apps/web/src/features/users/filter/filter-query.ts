import type { FilterParseError, Where } from "@roster/contract/filter";
import { queryOptions } from "@tanstack/react-query";

export type { FilterParseError } from "@roster/contract/filter";

export type ParsedFilter =
  | { readonly where: Where; readonly error?: never }
  | { readonly where?: never; readonly error: FilterParseError };

/**
 * What a filter's text says. As a query, so that what the server has read is there at the first render,
 * and the parser is loaded by those alone who write a filter.
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
