"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useQueryString, viewFromQuery } from "../view/navigation";
import { ColumnsMenu } from "../columns/columns-menu";
import { ExportMenu } from "../export/export-menu";
import { SplitPane } from "@/components/split-pane";
import { useRowNavigation } from "../panel/use-row-navigation";
import { useSelection } from "../selection/use-selection";
import { useUsers } from "../view/use-users";
import { UsersPageHeader } from "./users-page-header";
import { UsersList } from "./users-list";
import { UsersToolbar } from "./toolbar/users-toolbar";
import { hasQuery, queryKeyOf } from "../view/users-view";

// Needed only for an empty app.
const NoUsers = dynamic(() => import("./no-users").then((module) => module.NoUsers));

// Rarely needed.
const UsersSkeleton = dynamic(() =>
  import("./users-skeleton").then((module) => module.UsersSkeleton),
);
const TrashHeader = dynamic(() => import("./trash-header").then((module) => module.TrashHeader));
const NothingFound = dynamic(() => import("./no-results").then((module) => module.NoResults));
const UsersFailed = dynamic(() => import("./users-error").then((module) => module.UsersError));

const UserPanel = dynamic(() => import("../panel/user-panel").then((module) => module.UserPanel), {
  loading: () => <div className="skeleton h-96 rounded-2xl" aria-hidden />,
});

const SelectionBar = dynamic(
  () => import("../selection/selection-bar").then((module) => module.SelectionBar),
  { ssr: false },
);

export function UsersPage({ apiUrl }: { apiUrl: string }) {
  const query = useQueryString();
  const view = viewFromQuery(query);
  const { data, error, isPlaceholderData, isFetching, refresh, ...list } = useUsers(view);
  const users = data?.users ?? none;
  const ids = users.map(({ id }) => id);
  const selection = useSelection(queryKeyOf(view), ids);
  useRowNavigation(ids);
  const shown = useShownView(query, isPlaceholderData);
  const hasNoUsers = data?.users.length === 0 && shown.cursor === undefined;
  const isEmpty = hasNoUsers && !hasQuery(shown) && !hasQuery(view);
  const isTrash = view.status === "deleted";
  const retry = () => void refresh();
  const isFailed = list.problem !== undefined || (error !== null && !data);
  const listProps = { view, shownView: shown, selection, onPrefetch: list.foresee };

  return (
    <SplitPane
      panel={view.user !== undefined && <UserPanel id={view.user} users={users} apiUrl={apiUrl} />}
    >
      {isTrash ? <TrashHeader /> : <UsersPageHeader isEmpty={isEmpty} />}
      {!isEmpty && (
        <UsersToolbar
          view={view}
          problem={list.problem}
          users={users}
          isFetching={isFetching}
          onRefresh={retry}
        >
          {!isTrash && <ColumnsMenu users={users} />}
          {!list.problem && <ExportMenu view={view} />}
        </UsersToolbar>
      )}
      {isFailed && (
        <UsersFailed
          view={view}
          problem={list.problem}
          error={error}
          isBusy={isFetching}
          onRetry={retry}
        />
      )}
      {!isFailed && !data && <UsersSkeleton />}
      {isEmpty && !isFailed && <NoUsers apiUrl={apiUrl} />}
      {data && !isEmpty && !isFailed && (
        <Stale isStale={isPlaceholderData}>
          {hasNoUsers ? <NothingFound view={shown} /> : <UsersList {...listProps} page={data} />}
        </Stale>
      )}
      {data && selection.isAny && !isFailed && (
        <SelectionBar view={view} where={list.where} page={data} selection={selection} />
      )}
    </SplitPane>
  );
}

/** While the previous page is still visible, its numbers and its "Next" must match it. */
function useShownView(query: string, isPlaceholderData: boolean) {
  const [shownQuery, setShownQuery] = useState(query);
  if (!isPlaceholderData && shownQuery !== query) setShownQuery(query);
  return viewFromQuery(shownQuery);
}

/** Fades its content while newer content is loading. */
function Stale({ isStale, children }: { isStale: boolean; children: ReactNode }) {
  const className = isStale ? "opacity-55 transition-opacity delay-100" : undefined;
  return (
    <div aria-busy={isStale} className={className}>
      {children}
    </div>
  );
}

const none: never[] = [];
