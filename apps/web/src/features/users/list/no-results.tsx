import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { usersTexts } from "@/features/users/list/texts";
import { updateView } from "../view/navigation";
import type { UsersView } from "../view/users-view";

/** Shown if no user matches the search and the filter. */
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

/** Buttons that clear the search or the filter. */
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
