"use client";
import type { User } from "@/lib/trpc/user";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { usersTexts } from "@/features/users/list/texts";
import { updateView } from "../../view/navigation";
import { FilterBox } from "../../filter/filter-box";
import type { FilterParseError } from "../../filter/filter-query";
import { SearchBox } from "./search-box";
import { StatusSelect } from "./status-select";
import { UsersTotal } from "./users-total";
import { pageSizes, type UsersView } from "../../view/users-view";

interface UsersToolbarProps {
  view: UsersView;
  /** The problem with the view's filter. */
  problem: FilterParseError | undefined;
  users: readonly User[];
  isFetching: boolean;
  onRefresh: () => void;
  children?: ReactNode;
}

export function UsersToolbar(props: UsersToolbarProps) {
  const { view, problem, users, isFetching, onRefresh, children } = props;
  return (
    <div className="mb-3 grid gap-2.5">
      <div className="flex flex-wrap items-start gap-2">
        <SearchBox
          value={view.search}
          onSearch={(search, { isTyping }) => updateView({ search }, { replaces: isTyping })}
        />
        <FilterBox
          value={view.filter}
          problem={problem}
          users={users}
          onApply={(filter) => updateView({ filter })}
        />
      </div>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2 pl-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <UsersTotal view={view} />
          {view.status !== "deleted" && <StatusSelect value={view.status} />}
        </div>
        <div className="ml-auto flex items-center gap-2">
          {children}
          <Select
            aria-label={usersTexts.pageSize}
            value={view.size}
            onChange={({ target: { value } }) => {
              const size = pageSizes.find((choice) => String(choice) === value);
              if (size) updateView({ size });
            }}
          >
            {pageSizes.map((choice) => (
              <option key={choice} value={choice}>
                {usersTexts.perPage(choice)}
              </option>
            ))}
          </Select>
          <Button
            size="icon-small"
            variant="ghost"
            aria-label={usersTexts.refresh}
            onClick={onRefresh}
          >
            <RotateCw className={classNames(isFetching && "animate-spin")} aria-hidden />
          </Button>
        </div>
      </div>
    </div>
  );
}
