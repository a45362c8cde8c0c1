"use client";
import { isRosterError } from "@roster/client";
import type { User } from "@/lib/trpc/user";
import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { LoadError } from "@/components/load-error";
import { EmptyState } from "@/components/ui/empty-state";
import { AuditOfUser } from "@/features/audit/audit-of-user";
import { userTexts } from "@/features/users/user/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { closeUser } from "../view/navigation";
import { UserActions } from "../user/user-actions";
import { UserDetails } from "../user/user-details";
import { UserPanelHeader } from "./user-panel-header";
import { getUserInput } from "@/features/users/view/get-user-input";

interface UserPanelProps {
  id: string;
  /** The users of the page, which may include this one. */
  users: readonly User[];
  apiUrl: string;
}

/** A user next to the table. */
export function UserPanel({ id, users, apiUrl }: UserPanelProps) {
  const trpc = useTRPC();
  const known = users.find((user) => user.id === id);
  const { data, error, isFetching, refetch } = useQuery({
    ...trpc.users.get.queryOptions(getUserInput(id)),
    // Shows the data from the table until the user is loaded.
    placeholderData: () => known,
  });
  const user = isRosterError(error, "NOT_FOUND") ? undefined : data;

  return (
    <section aria-label={userTexts.panel(id)}>
      <UserPanelHeader id={id} ids={users.map((other) => other.id)} />
      {user && (
        <div key={id} className="grid gap-5">
          <UserActions user={user} onRemoved={() => closeUser({ isAsking: false })} />
          <UserDetails user={user} apiUrl={apiUrl} />
        </div>
      )}
      {!user && !error && <UserPanelSkeleton />}
      {!user && isRosterError(error, "NOT_FOUND") && (
        <div role="status" className="rounded-2xl border bg-surface">
          <EmptyState
            icon={UserRoundX}
            title={userTexts.notFound}
            actions={<AuditOfUser id={id} />}
          >
            {userTexts.notFoundHint}
          </EmptyState>
        </div>
      )}
      {!user && error && !isRosterError(error, "NOT_FOUND") && (
        <LoadError
          message={errorMessage(error)}
          isBusy={isFetching}
          onRetry={() => void refetch()}
        />
      )}
    </section>
  );
}

export function UserPanelSkeleton() {
  return (
    <div role="status" className="grid gap-5">
      <span className="sr-only">{userTexts.loading}</span>
      <span className="skeleton h-9 w-56 rounded-lg" />
      <span className="skeleton h-36 rounded-2xl" />
      <span className="skeleton h-64 rounded-2xl" />
    </div>
  );
}
