import type { CheckDataSchemaResult } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/lib/trpc/client";

/** Looks which stored users break a schema, or the one in force; only when it is asked to. */
export function useCheckStoredUsers() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isChecking, setChecking] = useState(false);

  /** @throws the server's refusal, such as of a schema that is none. */
  async function check(schema?: JsonObject): Promise<CheckDataSchemaResult> {
    setChecking(true);
    try {
      const options = trpc.apps.checkDataSchema.queryOptions(schema ? { schema } : {});
      return await queries.query({ ...options, staleTime: 0, gcTime: 0 });
    } finally {
      setChecking(false);
    }
  }

  return { isChecking, check };
}
