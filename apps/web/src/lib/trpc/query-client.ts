import { QueryCache, QueryClient } from "@tanstack/react-query";

/** Used on both sides, so that the browser can read what the server serialized. */
export function createQueryClient(options: { onError?: (error: Error) => void } = {}): QueryClient {
  const { onError } = options;
  return new QueryClient({
    queryCache: new QueryCache(onError && { onError }),
    defaultOptions: {
      queries: {
        // Longer than the time from the server's render to hydration.
        staleTime: 10_000,
        retry: false,
        // Structural sharing copies objects key by key and would drop a key named __proto__.
        structuralSharing: false,
      },
      // As a string for the same reason: React's serialization drops that key too.
      dehydrate: { serializeData: (data: unknown) => JSON.stringify(data) },
      hydrate: { deserializeData: (text: string): unknown => JSON.parse(text) },
    },
  });
}
