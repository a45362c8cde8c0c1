"use client";
import type { UserPage } from "@/lib/trpc/user";
import { pushView, updateView } from "../view/navigation";
import type { SelectionState } from "../selection/use-selection";
import { firstRowNumber, UsersPagination } from "./users-pagination";
import { UsersTable } from "./table/users-table";
import { toggleSort, type UsersView } from "../view/users-view";

interface UsersListProps {
  /** The requested view, which may not be loaded yet. */
  view: UsersView;
  /** The view of `page`. */
  shownView: UsersView;
  page: UserPage;
  onPrefetch: (view: UsersView) => void;
  selection: SelectionState;
}

export function UsersList({ view, shownView, page, onPrefetch, selection }: UsersListProps) {
  const { users, nextCursor, previousCursor } = page;
  return (
    <>
      <UsersTable
        users={users}
        firstRow={firstRowNumber(shownView, previousCursor)}
        sort={view.sort}
        open={view.user}
        isTrash={shownView.status === "deleted"}
        selection={selection}
        onSort={(path, options) => updateView({ sort: toggleSort(view.sort, path, options) })}
      />
      <UsersPagination
        view={shownView}
        count={users.length}
        nextCursor={nextCursor}
        previousCursor={previousCursor}
        onMove={pushView}
        onPrefetch={onPrefetch}
      />
    </>
  );
}
