"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { LoadError } from "@/components/load-error";
import { EmptyState } from "@/components/ui/empty-state";
import { Allowed } from "@/features/access/access";
import { historyTexts } from "@/features/history/texts";
import type { Change } from "@/lib/trpc/change";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import type { User } from "@/lib/trpc/user";
import { LogEntry } from "./log-entry";
import { LogPaging } from "./log-paging";
import { RestoreVersion } from "./restore-version";

const PAGE_SIZE = 20;

/** The changes of a user, newest first, with a way back to each version. */
export function UserHistory({ user }: { user: User }) {
  const trpc = useTRPC();
  const [cursor, setCursor] = useState<string>();
  const { data, error, isFetching, refetch } = useQuery({
    ...trpc.users.history.queryOptions({
      id: user.id,
      limit: PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  if (error) {
    return (
      <LoadError message={errorMessage(error)} isBusy={isFetching} onRetry={() => void refetch()} />
    );
  }
  if (!data) {
    return (
      <div role="status" className="p-5">
        <span className="sr-only">{historyTexts.loading}</span>
        <span className="skeleton block h-40" />
      </div>
    );
  }
  const { changes, nextCursor, history } = data;
  if (changes.length === 0 && cursor === undefined) {
    const { title, description } = historyTexts[history === "off" ? "off" : "none"];
    return (
      <EmptyState icon={History} title={title}>
        {description}
      </EmptyState>
    );
  }
  return (
    <>
      {history !== "full" && (
        <p className="border-b bg-notice-soft px-5 py-2.5 text-sm text-notice">
          {history === "off" ? historyTexts.off.description : historyTexts.thin}
        </p>
      )}
      <ol aria-label={historyTexts.title} aria-busy={isFetching} className="divide-y">
        {changes.map((change) => (
          <LogEntry key={change.seq} entry={change}>
            {isRestorable(change, user) && (
              <Allowed to="users.revert">
                <RestoreVersion user={user} change={change} />
              </Allowed>
            )}
          </LogEntry>
        ))}
      </ol>
      <LogPaging
        onNewest={cursor === undefined ? undefined : () => setCursor(undefined)}
        onOlder={nextCursor === null ? undefined : () => setCursor(nextCursor)}
      />
    </>
  );
}

/** A user in the trash has to be restored first, and the newest version is the current one. */
const isRestorable = ({ data, version }: Change, user: User) =>
  data !== undefined && version !== user.version && user.status !== "deleted";
