"use client";
import type { User } from "@/lib/trpc/user";
import { memo, type MouseEvent } from "react";
import { AppLink } from "@/features/apps/app-link";
import { classNames } from "@/lib/class-names";
import { usersTexts } from "@/features/users/list/texts";
import { cellStyle } from "./cell-style";
import { DataPreview } from "./data-preview";
import { useOpenUser } from "../../panel/use-open-user";
import { SelectCheckbox } from "../../selection/select-checkbox";
import type { SelectRow } from "../../selection/use-selection";
import { StatusBadges } from "../../status/status-badges";
import { UserCell } from "./user-cell";

interface UserRowProps {
  user: User;
  number: number;
  /** The paths of the columns; the first is the id. */
  shown: readonly string[];
  isFluid: boolean;
  isDense: boolean;
  /** Open next to the table. */
  isOpen: boolean;
  isSelected: boolean;
  onSelect: SelectRow;
}

/** Memoized, since a page can have 250 rows. */
export const UserRow = memo(function UserRow(props: UserRowProps) {
  const { user, number, shown, isFluid, isDense, isOpen, isSelected, onSelect } = props;
  const { openByRow, openByLink } = useOpenUser(user.id);
  const space = isDense ? "py-1" : "py-2.5";

  return (
    <tr
      data-user={user.id}
      onClick={openByRow}
      aria-current={isOpen || undefined}
      className={classNames(
        "group cursor-pointer transition-colors hover:bg-hover has-focus-visible:bg-hover aria-current:bg-accent-soft",
        isSelected && "bg-accent-soft",
      )}
    >
      <td className={classNames("relative px-3", space)}>
        <SelectCheckbox
          label={usersTexts.select(user.id)}
          isOn={isSelected}
          onSelect={(options) => onSelect(user.id, options)}
        />
      </td>
      <td
        className={classNames(
          "border-r pr-4 text-right align-top font-mono text-xs leading-5 text-muted tabular-nums",
          space,
          isFluid && "hidden @2xl:table-cell",
        )}
      >
        {number}
      </td>
      {shown.map((path) => (
        <td
          key={path}
          className={classNames(
            "align-top",
            isFluid && path === "id" ? "px-4 @max-2xl:pl-1" : "px-4",
            space,
            cellStyle(path, { isFluid }),
          )}
        >
          {path === "id" ? (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 @2xl:flex-nowrap">
              <UserLink id={user.id} onOpen={openByLink} />
              {user.status !== "deleted" && <StatusBadges user={user} />}
            </span>
          ) : (
            <UserCell user={user} path={path} />
          )}
          {path === "id" && isFluid && (
            <div className="mt-1 w-[calc(100cqw-4rem)] @2xl:hidden">
              <DataPreview user={user} />
            </div>
          )}
        </td>
      ))}
    </tr>
  );
});

function UserLink({ id, onOpen }: { id: string; onOpen: (event: MouseEvent) => void }) {
  return (
    <AppLink
      href={`/users/${id}`}
      onClick={onOpen}
      className="rounded-sm font-mono text-[0.8125rem] leading-5 font-medium text-ink decoration-line-strong underline-offset-4 group-hover:underline @max-2xl:wrap-anywhere @2xl:truncate"
    >
      {id}
    </AppLink>
  );
}
