"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { rememberStep, stepBefore } from "./trail";
import type { UsersView } from "./view";

interface UsersPagerProps {
  view: UsersView;
  count: number;
  nextCursor: string | null;
  onMove: (view: UsersView) => void;
}

export function UsersPager({ view, count, nextCursor, onMove }: UsersPagerProps) {
  const isFirst = view.cursor === undefined;
  const knowsBefore = useSyncExternalStore(
    () => () => {},
    () => stepBefore(view) !== undefined,
    () => false,
  );
  const first = (view.page - 1) * view.size + 1;
  const range = count === 0 ? "No more users" : `${first} to ${first + count - 1}`;

  function goOn() {
    if (nextCursor === null) return;
    const next = { ...view, cursor: nextCursor, page: view.page + 1 };
    rememberStep(view, next);
    onMove(next);
  }

  function goBack() {
    const firstPage = { order: view.order, size: view.size, page: 1 };
    onMove((knowsBefore ? stepBefore(view) : undefined) ?? firstPage);
  }

  return (
    <nav aria-label="Pages" className="mt-3 flex items-center justify-between gap-4 pl-1">
      <p role="status" className="text-sm text-muted tabular-nums">
        {range}
        {nextCursor === null && <span className="max-sm:hidden"> · the end of the list</span>}
      </p>
      <div className="flex gap-2">
        <Button size="small" onClick={goBack} disabled={isFirst}>
          <ChevronLeft aria-hidden />
          {isFirst || knowsBefore ? "Previous" : "First page"}
        </Button>
        <Button size="small" onClick={goOn} disabled={nextCursor === null}>
          Next
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
