import { errorMessage } from "@/lib/trpc/error-message";
import { inputIssues } from "@/lib/trpc/input-issues";
import { type KeyDraft, type KeyErrors, rangesOf } from "./key-draft";

const names = ["name", "scopes", "expiresAt", "ratePerMinute", "allowFrom"] as const;

/** What the server rejected, by field; `other` if no field is to blame. */
export function rejectedFields(
  error: unknown,
  draft: KeyDraft,
): { readonly fields: KeyErrors; readonly other?: string } {
  if (!error) return { fields: {} };
  const found = names.flatMap((name) => {
    const [issue] = inputIssues(error, name);
    if (!issue) return [];
    const [index] = issue.path;
    const range = name === "allowFrom" && typeof index === "number" ? rangesOf(draft)[index] : "";
    return [[name, capitalized(`${range} ${issue.message}`.trim())] as const];
  });
  if (found.length === 0) return { fields: {}, other: errorMessage(error) };
  return { fields: Object.fromEntries(found) };
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
