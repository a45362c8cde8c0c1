"use client";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { useAppPath } from "@/features/apps/current-app";
import { openUser } from "../view/navigation";
import { isSplitPaneVisible } from "@/components/split-pane";

/** Opens the user of a row next to the table, or as a page on narrow screens. */
export function useOpenUser(id: string) {
  const router = useRouter();
  const pathOf = useAppPath();

  /** The whole row is clickable; the link serves keyboards and new tabs. */
  const openByRow = ({ target }: MouseEvent) => {
    const isText = window.getSelection()?.isCollapsed === false;
    const isOwn = target instanceof Element && target.closest("a, button, label") !== null;
    if (isText || isOwn) return;
    if (isSplitPaneVisible()) openUser(id);
    else router.push(pathOf(`/users/${id}`));
  };

  const openByLink = (event: MouseEvent) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || !isSplitPaneVisible()) return;
    event.preventDefault();
    openUser(id);
  };

  return { openByRow, openByLink };
}
