import type { CheckDataSchemaResult } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/lib/trpc/client";

/** Checks stored users against the given schema, or the active one, on request. */
export function useCheckStoredUsers() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isChecking, setChecking] = useState(false);

  /** @throws the server's error, for example for an invalid schema */
  async function check(schema?: JsonText): Promise<CheckDataSchemaResult> {
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
