"use client";
import { useEffect, useRef } from "react";
import { isDialogOpen, isTyping } from "@/features/shortcuts/is-typing";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { closeUser, openUser, openUserId } from "../view/navigation";

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * `j` and `k` move to the next and previous row, as do the arrow keys while a row has the focus. An open panel
 * follows. Escape closes it.
 */
export function useRowNavigation(ids: readonly string[]): void {
  const latest = useRef(ids);

  useEffect(() => {
    latest.current = ids;
  });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (!(target instanceof Element) || isTyping(target) || isDialogOpen()) return;
      // From the URL, since keys may be pressed faster than React renders.
      const open = openUserId();
      if (event.key === "Escape" && open !== undefined) {
        event.preventDefault();
        guardNavigation(() => {
          closeUser();
          focusRow(open);
        });
        return;
      }
      const step = steps[event.key];
      if (step === undefined) return;
      const isArrow = event.key !== "j" && event.key !== "k";
      // Elsewhere, arrow keys scroll.
      if (isArrow && !isRowFocused(target, open)) return;
      const next = adjacentRow(latest.current, { open, step });
      if (next === undefined) return;
      event.preventDefault();
      if (open === undefined) focusRow(next);
      else
        guardNavigation(() => {
          openUser(next);
          focusRow(next);
        });
    };
    // Runs after the global shortcuts, which listen on the document, so that `g k` is not handled here.
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function isRowFocused(target: Element, open: string | undefined): boolean {
  return (
    target.closest("tr[data-user]") !== null || (open !== undefined && target === document.body)
  );
}

/** The row adjacent to the open user or the focused row; the first row if there is neither. */
function adjacentRow(
  ids: readonly string[],
  { open, step }: { readonly open: string | undefined; readonly step: 1 | -1 },
): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>("tr[data-user]")?.dataset["user"];
  const index = ids.indexOf(open ?? focused ?? "");
  return index === -1 ? ids[0] : ids[index + step];
}

function focusRow(id: string): void {
  const row = document.querySelector(`tr[data-user="${id}"]`);
  row?.querySelector("a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}
