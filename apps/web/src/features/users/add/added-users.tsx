import type { AddUserResult } from "@/lib/trpc/user";
import { CircleCheck } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { addUserTexts } from "@/features/users/add/texts";

export interface AddedUser extends AddUserResult {
  /** The number of the submitted form. */
  readonly round: number;
}

/** The users added since the page was opened, newest first. */
export function AddedUsers({ added }: { added: readonly AddedUser[] }) {
  if (added.length === 0) return null;
  return (
    <ul
      aria-label={addUserTexts.added}
      className="mb-5 max-h-48 divide-y overflow-y-auto rounded-2xl border bg-surface text-sm"
    >
      {added.map(({ round, user, created }) => (
        <li key={round} className="flex items-center gap-2.5 px-4 py-2.5">
          <CircleCheck className="size-4 shrink-0 text-accent" aria-hidden />
          <AppLink
            href={`/users/${user.id}`}
            className="min-w-0 truncate rounded-sm font-mono text-[0.8125rem] font-medium underline underline-offset-3"
          >
            {user.id}
          </AppLink>
          <span className="ml-auto shrink-0 text-muted">
            {created ? addUserTexts.created : addUserTexts.existed(user.version)}
          </span>
        </li>
      ))}
    </ul>
  );
}
