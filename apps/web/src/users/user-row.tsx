"use client";
import type { User } from "@roster/contract";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { AppLink } from "@/apps/app-link";
import { useAppPath } from "@/apps/current-app";
import { classNames } from "@/components/class-names";
import { cellStyle } from "./cell-style";
import { UserCell } from "./user-cell";
import { DataPreview } from "./data-preview";

interface UserRowProps {
  user: User;
  number: number;
  /** The paths of the columns; the first is the id. */
  shown: readonly string[];
  isFluid: boolean;
  isDense: boolean;
}

export function UserRow({ user, number, shown, isFluid, isDense }: UserRowProps) {
  const router = useRouter();
  const pathOf = useAppPath();
  const space = isDense ? "py-1" : "py-2.5";

  /** The whole row opens the user; its link is for the keyboard, and for a new tab. */
  function open({ target }: MouseEvent) {
    const isText = window.getSelection()?.isCollapsed === false;
    const isOwn = target instanceof Element && target.closest("a, button, input") !== null;
    if (!isText && !isOwn) router.push(pathOf(`/users/${user.id}`));
  }

  return (
    <tr
      onClick={open}
      className="group cursor-pointer transition-colors hover:bg-hover has-focus-visible:bg-hover"
    >
      <td
        className={classNames(
          "border-r pr-4 text-right align-top font-mono text-xs leading-5 text-muted tabular-nums",
          space,
          isFluid && "hidden md:table-cell",
        )}
      >
        {number}
      </td>
      {shown.map((path) => (
        <td
          key={path}
          className={classNames("px-4 align-top", space, cellStyle(path, { isFluid }))}
        >
          {path === "id" ? (
            <AppLink
              href={`/users/${user.id}`}
              className="rounded-sm font-mono text-[0.8125rem] leading-5 font-medium text-ink decoration-line-strong underline-offset-4 group-hover:underline max-md:wrap-anywhere"
            >
              {user.id}
            </AppLink>
          ) : (
            <UserCell user={user} path={path} />
          )}
          {path === "id" && isFluid && (
            <div className="mt-1 w-[calc(100cqw-2rem)] md:hidden">
              <DataPreview data={user.data} />
            </div>
          )}
        </td>
      ))}
    </tr>
  );
}
