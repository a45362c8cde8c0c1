import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

/** Handlers of a mutation that changes how the administrator signs in. */
export function useAccountChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.account.security.pathFilter());
  return {
    refresh,
    /** For a button without a place for its error. */
    handlers: (action: string, done: { title: string; text: string }) => ({
      onSuccess: () => toast.success(done.title, done.text),
      onError: (error: unknown) => toast.error(action, errorMessage(error)),
      onSettled: refresh,
    }),
  };
}
