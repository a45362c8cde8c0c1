"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCurrentApp } from "@/features/apps/current-app";
import { callProcedure } from "./call-procedure";
import { saveInput } from "./saved-input";

/** Runs a procedure and saves its input. */
export function useProcedureCall(path: string) {
  const { id: appId } = useCurrentApp();
  const queries = useQueryClient();
  const call = useMutation({
    mutationFn: (input: string | null) => {
      if (input !== null) saveInput(path, input);
      return callProcedure({ appId, path, input });
    },
    // The call may have changed data that other pages show.
    onSuccess: () => void queries.invalidateQueries(),
  });
  return {
    run: call.mutateAsync,
    isRunning: call.isPending,
    result: call.data,
    lastInput: call.variables ?? undefined,
  };
}
