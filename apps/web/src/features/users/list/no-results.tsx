import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { usersTexts } from "@/features/users/list/texts";
import { updateView } from "../view/navigation";
import type { UsersView } from "../view/users-view";

/** Users there may be, but none that the search and the filter find. */
export function NoResults({ view: { search, filter } }: { view: UsersView }) {
  return (
    <div role="status" className="rounded-2xl border bg-surface">
      <EmptyState
        icon={SearchX}
        title={usersTexts.noResults}
        actions={<ClearQueryButtons search={search} filter={filter} />}
      >
        {usersTexts.noResultsHint}
      </EmptyState>
    </div>
  );
}

/** The ways out of a query: without its search, without its filter. */
export function ClearQueryButtons({ search, filter }: Pick<UsersView, "search" | "filter">) {
  return (
    <>
      {search !== "" && (
        <Button onClick={() => updateView({ search: "" })}>{usersTexts.withoutSearch}</Button>
      )}
      {filter !== "" && (
        <Button onClick={() => updateView({ filter: "" })}>{usersTexts.withoutFilter}</Button>
      )}
    </>
  );
}
