import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { usersTexts } from "@/features/users/list/texts";
import { changeView } from "./address";
import type { UsersView } from "./view";

/** Users there may be, but none that the search and the filter find. */
export function NothingFound({ view: { search, filter } }: { view: UsersView }) {
  return (
    <div role="status" className="rounded-2xl border bg-surface">
      <EmptyState
        icon={SearchX}
        title={usersTexts.nobodyFound}
        actions={<ClearQuery search={search} filter={filter} />}
      >
        {usersTexts.nobodyFoundWhy}
      </EmptyState>
    </div>
  );
}

/** The ways out of a query: without its search, without its filter. */
export function ClearQuery({ search, filter }: Pick<UsersView, "search" | "filter">) {
  return (
    <>
      {search !== "" && (
        <Button onClick={() => changeView({ search: "" })}>{usersTexts.withoutSearch}</Button>
      )}
      {filter !== "" && (
        <Button onClick={() => changeView({ filter: "" })}>{usersTexts.withoutFilter}</Button>
      )}
    </>
  );
}
