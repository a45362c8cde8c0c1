"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { usersTexts } from "@/features/users/list/texts";
import type { UsersView } from "../view/users-view";

interface UsersPaginationProps {
  view: UsersView;
  count: number;
  nextCursor: string | null;
  previousCursor: string | null;
  onMove: (view: UsersView) => void;
  /** Called when the view will probably be requested next. */
  onPrefetch: (view: UsersView) => void;
}

export function UsersPagination(props: UsersPaginationProps) {
  const { view, count, nextCursor, previousCursor, onMove, onPrefetch } = props;
  const { cursor: _, ...query } = view;
  const first = firstRowNumber(view, previousCursor);
  const range = count === 0 ? usersTexts.noMore : usersTexts.range(first, first + count - 1);
  const next = nextCursor !== null && { ...query, cursor: nextCursor, page: view.page + 1 };
  // The first page has no cursor, so that it includes users added in the meantime.
  const previous =
    previousCursor !== null &&
    (view.page <= 2
      ? { ...query, page: 1 }
      : { ...query, cursor: previousCursor, page: view.page - 1 });
  const prefetchNext = () => next && onPrefetch(next);

  return (
    <nav
      aria-label={usersTexts.pages}
      className="mt-3 flex items-center justify-between gap-4 pl-1"
    >
      <p role="status" className="text-sm text-muted tabular-nums">
        {range}
        {nextCursor === null && <span className="max-sm:hidden"> · {usersTexts.end}</span>}
      </p>
      <div className="flex gap-2">
        <Button size="small" onClick={() => previous && onMove(previous)} disabled={!previous}>
          <ChevronLeft aria-hidden />
          {usersTexts.previous}
        </Button>
        <Button
          size="small"
          onClick={() => next && onMove(next)}
          onPointerEnter={prefetchNext}
          onFocus={prefetchNext}
          disabled={!next}
        >
          {usersTexts.next}
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}

/** The number of a page's first user; 1 if there is no previous page, regardless of the URL. */
export function firstRowNumber({ page, size }: UsersView, previousCursor: string | null): number {
  return previousCursor === null ? 1 : (page - 1) * size + 1;
}
