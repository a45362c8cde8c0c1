import { stringifyJson } from "@roster/contract/json";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { readJson } from "./lossless-link";

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
        // Structural sharing copies objects key by key and would drop a key named __proto__ and the text of data.
        structuralSharing: false,
        // The default cannot hash the bigints of filters.
        queryKeyHashFn: stringifyJson,
      },
      // As a string for the same reason: React's serialization drops the same things.
      dehydrate: { serializeData: stringifyJson },
      hydrate: { deserializeData: readJson },
    },
  });
}
