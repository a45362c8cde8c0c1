"use client";
import { FileUp, UserPlus } from "lucide-react";
import { useState } from "react";
import { AppLink } from "@/apps/app-link";
import { PageHeader } from "@/components/page-header";
import { buttonStyle } from "@/components/ui/button";
import { shellTexts } from "@/texts/shell";
import { useAddress, viewAt } from "./address";
import { ColumnsMenu } from "./columns/columns-menu";
import { NoUsers } from "./no-users";
import { NothingFound } from "./nothing-found";
import { useUsers } from "./use-users";
import { UsersFailed } from "./users-failed";
import { UsersList } from "./users-list";
import { UsersSkeleton } from "./users-skeleton";
import { UsersToolbar } from "./users-toolbar";
import type { UsersView } from "./view";

const isQueried = ({ search, filter }: UsersView) => search !== "" || filter !== "";

export function UsersPage({ apiUrl }: { apiUrl: string }) {
  const address = useAddress();
  const view = viewAt(address);
  const { data, error, isPlaceholderData, isFetching, refresh, ...list } = useUsers(view);
  // While the page before stays in sight, so do its numbers, and "Next" is what follows on it.
  const [shownAddress, setShownAddress] = useState(address);
  if (!isPlaceholderData && shownAddress !== address) setShownAddress(address);
  const shown = viewAt(shownAddress);
  const isNobody = data?.users.length === 0 && shown.cursor === undefined;
  const isEmpty = isNobody && !isQueried(shown) && !isQueried(view);
  const isFailed = list.problem !== undefined || (error !== null && !data);

  return (
    <>
      <PageHeader
        title="Users"
        description="Everyone in this directory, by the id you gave them."
        actions={
          !isEmpty && (
            <>
              <AppLink href="/import" className={buttonStyle()}>
                <FileUp aria-hidden />
                {shellTexts.importUsers}
              </AppLink>
              <AppLink href="/add-user" className={buttonStyle({ look: "primary" })}>
                <UserPlus aria-hidden />
                Add user
              </AppLink>
            </>
          )
        }
      />
      {!isEmpty && (
        <UsersToolbar
          view={view}
          problem={list.problem}
          users={data?.users ?? none}
          isFetching={isFetching}
          onRefresh={() => void refresh()}
        >
          <ColumnsMenu users={data?.users ?? none} />
        </UsersToolbar>
      )}
      {isFailed && (
        <UsersFailed
          view={view}
          problem={list.problem}
          error={error}
          isBusy={isFetching}
          onRetry={() => void refresh()}
        />
      )}
      {!isFailed && !data && <UsersSkeleton />}
      {isEmpty && !isFailed && <NoUsers apiUrl={apiUrl} />}
      {data && !isEmpty && !isFailed && (
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-55 transition-opacity delay-100" : undefined}
        >
          {isNobody ? (
            <NothingFound view={shown} />
          ) : (
            <UsersList view={view} shown={shown} page={data} onForesee={list.foresee} />
          )}
        </div>
      )}
    </>
  );
}

const none: never[] = [];
