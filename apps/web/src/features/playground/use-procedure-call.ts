"use client";
import type { JsonObject } from "@roster/contract/json";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCurrentApp } from "@/features/apps/current-app";
import { callProcedure } from "./call-procedure";
import { saveInput } from "./saved-input";

/** Runs a procedure, and keeps what it was run with. */
export function useProcedureCall(path: string) {
  const { id: appId } = useCurrentApp();
  const queries = useQueryClient();
  const call = useMutation({
    mutationFn: (input: JsonObject | null) => {
      if (input) saveInput(path, input);
      return callProcedure({ appId, path, input });
    },
    // Whatever it was, other pages may show what it has changed.
    onSuccess: () => void queries.invalidateQueries(),
  });
  return {
    run: call.mutateAsync,
    isRunning: call.isPending,
    answer: call.data,
    lastInput: call.variables ?? undefined,
  };
}
