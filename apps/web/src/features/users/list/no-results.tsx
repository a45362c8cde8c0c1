import { SearchX, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { noResultsTexts } from "@/features/users/list/no-results-texts";
import { updateView } from "../view/navigation";
import type { UsersView } from "../view/users-view";

/** Shown if no user matches the search, the filter and the status. */
export function NoResults({ view }: { view: UsersView }) {
  const { search, filter, status } = view;
  const isTrash = status === "deleted";
  const isEmptyTrash = isTrash && search === "" && filter === "";
  const texts = isEmptyTrash
    ? noResultsTexts.emptyTrash
    : isTrash
      ? noResultsTexts.notInTrash
      : noResultsTexts.noResults;
  return (
    <div role="status" className="rounded-2xl border bg-surface">
      <EmptyState
        icon={isEmptyTrash ? Trash2 : SearchX}
        title={texts.title}
        actions={!isEmptyTrash && <ClearQueryButtons view={view} />}
      >
        {texts.hint}
      </EmptyState>
    </div>
  );
}

/** Buttons that clear the search, the filter or the status. */
export function ClearQueryButtons({ view: { search, filter, status } }: { view: UsersView }) {
  return (
    <>
      {search !== "" && (
        <Button onClick={() => updateView({ search: "" })}>{noResultsTexts.withoutSearch}</Button>
      )}
      {filter !== "" && (
        <Button onClick={() => updateView({ filter: "" })}>{noResultsTexts.withoutFilter}</Button>
      )}
      {status !== undefined && status !== "deleted" && (
        <Button onClick={() => updateView({ status: undefined })}>
          {noResultsTexts.withoutStatus}
        </Button>
      )}
    </>
  );
}
