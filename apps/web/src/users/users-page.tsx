"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
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

/** Another order or size begins at the first page: the cursor belongs to the old one. */
function change(choice: Partial<UsersView>): void {
  // From the address itself: a choice made just before may not have been rendered yet.
  const { order, size } = viewOf(window.location.search);
  show({ order, size, page: 1, ...choice });
}

function viewOf(address: string): UsersView {
  const parameters = new URLSearchParams(address);
  return readView((name) => parameters.get(name));
}

export function UsersPage({ apiUrl }: { apiUrl: string }) {
  const trpc = useTRPC();
  const parameters = useSearchParams();
  const address = parameters.toString();
  const view = viewOf(address);
  // Not suspended: the page before stays in sight, dimmed, until the next is there.
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...trpc.users.list.queryOptions(toInput(view)),
    placeholderData: keepPreviousData,
  });
  // While the page before stays in sight, so do its numbers, and "Next" is what follows on it.
  const [shownAddress, setShownAddress] = useState(address);
  if (!isPlaceholderData && shownAddress !== address) setShownAddress(address);
  const shown = viewOf(shownAddress);
  const isFirstPage = view.cursor === undefined;
  const isEmpty = data !== undefined && data.users.length === 0 && isFirstPage;

  return (
    <>
      <PageHeader
        title="Users"
        description="Everyone in this directory, by the id you gave them."
        actions={
          !isEmpty && (
            <Link href="/add-user" className={buttonStyle({ look: "primary" })}>
              <UserPlus aria-hidden />
              Add user
            </Link>
          )
        }
      />
      {!isEmpty && (
        <UsersToolbar
          view={view}
          onChange={change}
          isFetching={isFetching}
          onRefresh={() => void refetch()}
        />
      )}
      {error && !data && (
        <Failed message={error.message} isBusy={isFetching} onRetry={() => void refetch()}>
          {!isFirstPage && <Button onClick={() => change({})}>To the first page</Button>}
        </Failed>
      )}
      {!error && !data && <UsersSkeleton />}
      {isEmpty && <NoUsers apiUrl={apiUrl} />}
      {data && !isEmpty && (
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-55 transition-opacity delay-100" : undefined}
        >
          <UsersTable users={data.users} firstRow={(shown.page - 1) * shown.size + 1} />
          <UsersPager
            view={shown}
            count={data.users.length}
            nextCursor={data.nextCursor}
            onMove={show}
          />
        </div>
      )}
    </>
  );
}
