"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Failed } from "@/components/failed";
import { PageHeader } from "@/components/page-header";
import { Button, buttonStyle } from "@/components/ui/button";
import { useTRPC } from "@/trpc/client";
import { NoUsers } from "./no-users";
import { UsersPager } from "./users-pager";
import { UsersSkeleton } from "./users-skeleton";
import { UsersTable } from "./users-table";
import { UsersToolbar } from "./users-toolbar";
import { addressOf, readView, toInput, type UsersView } from "./view";

/** The address changes, and what is shown with it; the server is asked for the users alone. */
const show = (view: UsersView) => window.history.pushState(null, "", addressOf(view));

export function UsersPage({ apiUrl }: { apiUrl: string }) {
  const trpc = useTRPC();
  const parameters = useSearchParams();
  const view = readView((name) => parameters.get(name));
  // Not suspended: the page before stays in sight, dimmed, until the next is there.
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...trpc.users.list.queryOptions(toInput(view)),
    placeholderData: keepPreviousData,
  });
  const isFirstPage = view.cursor === undefined;
  const isEmpty = data !== undefined && data.users.length === 0 && isFirstPage;

  return (
    <>
      <PageHeader
        title="Users"
        description="Everyone in this directory, by the id you gave them."
        actions={
          <Link href="/add-user" className={buttonStyle({ look: "primary" })}>
            <UserPlus aria-hidden />
            Add user
          </Link>
        }
      />
      {!isEmpty && (
        <UsersToolbar
          view={view}
          onChange={show}
          isFetching={isFetching}
          onRefresh={() => void refetch()}
        />
      )}
      {error && !data && (
        <Failed message={error.message} isBusy={isFetching} onRetry={() => void refetch()}>
          {!isFirstPage && (
            <Button onClick={() => show({ ...view, cursor: undefined, page: 1 })}>
              To the first page
            </Button>
          )}
        </Failed>
      )}
      {!error && !data && <UsersSkeleton />}
      {isEmpty && <NoUsers apiUrl={apiUrl} />}
      {data && !isEmpty && (
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-55 transition-opacity delay-100" : undefined}
        >
          <UsersTable users={data.users} firstRow={(view.page - 1) * view.size + 1} />
          <UsersPager
            view={view}
            count={data.users.length}
            nextCursor={data.nextCursor}
            onMove={show}
          />
        </div>
      )}
    </>
  );
}
