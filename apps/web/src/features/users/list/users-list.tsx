"use client";
import type { UserPage } from "@roster/contract";
import { changeView, showView } from "./address";
import type { SelectionState } from "../selection/use-selection";
import { firstRow, UsersPager } from "./users-pager";
import { UsersTable } from "./users-table";
import { toggleSort, type UsersView } from "./view";

interface UsersListProps {
  /** What is asked for; it may not be there yet. */
  view: UsersView;
  /** What `page` is of. */
  shown: UsersView;
  page: UserPage;
  onForesee: (view: UsersView) => void;
  selection: SelectionState;
}

export function UsersList({ view, shown, page, onForesee, selection }: UsersListProps) {
  const { users, nextCursor, previousCursor } = page;
  return (
    <>
      <UsersTable
        users={users}
        firstRow={firstRow(shown, previousCursor)}
        sort={view.sort}
        open={view.user}
        selection={selection}
        onSort={(path, options) => changeView({ sort: toggleSort(view.sort, path, options) })}
      />
      <UsersPager
        view={shown}
        count={users.length}
        nextCursor={nextCursor}
        previousCursor={previousCursor}
        onMove={showView}
        onForesee={onForesee}
      />
    </>
  );
}
