import { QueryCache, QueryClient } from "@tanstack/react-query";

/** The same on both sides: what the server read and wrote down is read back by the browser. */
export function createQueryClient(options: { onError?: (error: Error) => void } = {}): QueryClient {
  const { onError } = options;
  return new QueryClient({
    queryCache: new QueryCache(onError && { onError }),
    defaultOptions: {
      queries: {
        // Longer than it takes from the server's page to the browser's first render.
        staleTime: 10_000,
        retry: false,
        // Copies objects key by key, and would lose a user's key named __proto__.
        structuralSharing: false,
      },
      // As text, for the same reason: React's own format has no such key either.
      dehydrate: { serializeData: (data: unknown) => JSON.stringify(data) },
      hydrate: { deserializeData: (text: string): unknown => JSON.parse(text) },
    },
  });
}
