import { isRosterError } from "@roster/client";
import { formatPath } from "@roster/contract/json";
import { trpcTexts } from "@/lib/trpc/texts";

/** A message for the visitor: the first issue of an INVALID error, otherwise the error's message. */
export function errorMessage(error: unknown): string {
  if (isRosterError(error, "INVALID")) {
    const [issue] = error.data.details?.issues ?? [];
    if (issue) return capitalized(`${formatPath(issue.path)} ${issue.message}`.trim());
  }
  if (isRosterError(error)) return error.message;
  return trpcTexts.unreachable;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
