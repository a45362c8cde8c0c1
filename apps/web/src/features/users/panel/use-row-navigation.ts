"use client";
import { useEffect, useRef } from "react";
import { isDialogOpen, isTyping } from "@/features/shortcuts/is-typing";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { closeUser, openUser, openUserId } from "../view/navigation";

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * `j` and `k` go to the row below and above, and where a user is open the panel follows; so do the arrow keys
 * while the focus is on a row. Escape closes the panel.
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
      // From the address: keys may come faster than what they open is rendered.
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
      // Elsewhere the arrows scroll, as they do on every page.
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
    // Behind the keys that hold everywhere, which listen on the document: `g k` is none of these.
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function isRowFocused(target: Element, open: string | undefined): boolean {
  return (
    target.closest("tr[data-user]") !== null || (open !== undefined && target === document.body)
  );
}

/** The row beside the open user, or the one with the focus; the first where there is neither. */
function adjacentRow(
  ids: readonly string[],
  { open, step }: { readonly open: string | undefined; readonly step: 1 | -1 },
): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>("tr[data-user]")?.dataset["user"];
  const place = ids.indexOf(open ?? focused ?? "");
  return place === -1 ? ids[0] : ids[place + step];
}

function focusRow(id: string): void {
  const row = document.querySelector(`tr[data-user="${id}"]`);
  row?.querySelector("a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}
