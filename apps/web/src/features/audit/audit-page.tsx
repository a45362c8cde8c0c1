"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { LoadError } from "@/components/load-error";
import { PageHeader } from "@/components/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { useAppPath } from "@/features/apps/current-app";
import { auditTexts } from "@/features/audit/texts";
import { LogEntry } from "@/features/history/log-entry";
import { LogPaging } from "@/features/history/log-paging";
import type { AuditEntry } from "@/lib/trpc/change";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { AuditFilters } from "./audit-filters";
import { auditPath, type AuditView, isFiltered, parseAuditView, toAuditInput } from "./audit-view";

/** Everything that happened in the app, newest first. */
export function AuditPage() {
  const pathOf = useAppPath();
  const view = parseAuditView(new URLSearchParams(useSearchParams().toString()));
  const { cursor, ...filters } = view;
  const open = (next: AuditView) => window.history.pushState(null, "", pathOf(auditPath(next)));
  return (
    <>
      <PageHeader title={auditTexts.title} description={auditTexts.description} />
      {/* Links and Back change the filters too. */}
      <AuditFilters key={auditPath(filters)} view={view} onChange={open} />
      <Entries
        view={view}
        onNewest={cursor === undefined ? undefined : () => open(filters)}
        onOlder={(next) => open({ ...filters, cursor: next })}
      />
    </>
  );
}

interface EntriesProps {
  view: AuditView;
  onNewest: (() => void) | undefined;
  onOlder: (cursor: string) => void;
}

function Entries({ view, onNewest, onOlder }: EntriesProps) {
  const trpc = useTRPC();
  const { data, error, isFetching, refetch } = useQuery({
    ...trpc.audit.list.queryOptions(toAuditInput(view)),
    placeholderData: keepPreviousData,
  });
  if (error) {
    return (
      <LoadError message={errorMessage(error)} isBusy={isFetching} onRetry={() => void refetch()} />
    );
  }
  if (!data) return <div className="skeleton h-96 rounded-2xl" aria-hidden />;
  const { entries, nextCursor } = data;
  return (
    <div className="overflow-hidden rounded-2xl border bg-surface">
      {entries.length === 0 ? (
        <NoEntries isFiltered={isFiltered(view)} hasMore={nextCursor !== null} />
      ) : (
        <ol aria-label={auditTexts.entries} aria-busy={isFetching} className="divide-y">
          {entries.map((entry) => (
            <LogEntry key={keyOf(entry)} entry={entry} showsUser />
          ))}
        </ol>
      )}
      <LogPaging
        onNewest={onNewest}
        onOlder={nextCursor === null ? undefined : () => onOlder(nextCursor)}
      />
    </div>
  );
}

function NoEntries({ isFiltered: filtered, hasMore }: { isFiltered: boolean; hasMore: boolean }) {
  const { noneHere, noneHereHint, noneFound, noneFoundHint, none, noneHint } = auditTexts;
  const [title, hint] = hasMore
    ? [noneHere, noneHereHint]
    : filtered
      ? [noneFound, noneFoundHint]
      : [none, noneHint];
  return (
    <EmptyState icon={ScrollText} title={title}>
      {hint}
    </EmptyState>
  );
}

/** Changes and other events are numbered separately. */
const keyOf = ({ type, seq }: AuditEntry) => `${type} ${seq}`;
