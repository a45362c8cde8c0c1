import { LoadError } from "@/components/load-error";
import { Button } from "@/components/ui/button";
import { usersTexts } from "@/features/users/list/texts";
import { errorMessage } from "@/lib/trpc/error-message";
import { changeView } from "./address";
import type { FilterParseError } from "../filter/read-filter";
import { ClearQuery } from "./nothing-found";
import type { UsersView } from "./view";

interface UsersFailedProps {
  view: UsersView;
  /** The filter that is none. */
  problem: FilterParseError | undefined;
  /** What the server said to the query, where it got one. */
  error: unknown;
  isBusy: boolean;
  onRetry: () => void;
}

/** What was asked for could not be read: why, and the ways on. */
export function UsersFailed({ view, problem, error, isBusy, onRetry }: UsersFailedProps) {
  const message = problem
    ? usersTexts.filterFailed(problem.column, problem.message)
    : errorMessage(error);
  return (
    <LoadError message={message} isBusy={isBusy} onRetry={onRetry}>
      <ClearQuery search={view.search} filter={view.filter} />
      {view.cursor !== undefined && (
        <Button onClick={() => changeView({})}>{usersTexts.firstPage}</Button>
      )}
    </LoadError>
  );
}
