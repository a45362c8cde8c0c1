import { LoadError } from "@/components/load-error";
import { Button } from "@/components/ui/button";
import { usersTexts } from "@/features/users/list/texts";
import { errorMessage } from "@/lib/trpc/error-message";
import { updateView } from "../view/navigation";
import type { FilterParseError } from "../filter/filter-query";
import { ClearQueryButtons } from "./no-results";
import type { UsersView } from "../view/users-view";

interface UsersErrorProps {
  view: UsersView;
  /** The problem with the view's filter. */
  problem: FilterParseError | undefined;
  /** The server's error, if the query was sent. */
  error: unknown;
  isBusy: boolean;
  onRetry: () => void;
}

/** Explains why the users could not be loaded, and offers ways to continue. */
export function UsersError({ view, problem, error, isBusy, onRetry }: UsersErrorProps) {
  const message = problem
    ? usersTexts.invalidFilter(problem.column, problem.message)
    : errorMessage(error);
  return (
    <LoadError message={message} isBusy={isBusy} onRetry={onRetry}>
      <ClearQueryButtons view={view} />
      {view.cursor !== undefined && (
        <Button onClick={() => updateView({})}>{usersTexts.firstPage}</Button>
      )}
    </LoadError>
  );
}
