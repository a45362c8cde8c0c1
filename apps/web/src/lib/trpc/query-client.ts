import { stringifyJson } from "@roster/contract/json";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { readJson } from "./lossless-link";

/** Every mutation may add to what these procedures read. */
const logs = [["users", "history"], ["audit"]] as const;

/** Used on both sides, so that the browser can read what the server serialized. */
export function createQueryClient(options: { onError?: (error: Error) => void } = {}): QueryClient {
  const { onError } = options;
  const client = new QueryClient({
    queryCache: new QueryCache(onError && { onError }),
    mutationCache: new MutationCache({
      onSuccess() {
        for (const path of logs) void client.invalidateQueries({ queryKey: [path] });
      },
    }),
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
  return client;
}
