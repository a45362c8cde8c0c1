"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usersTexts } from "@/features/users/list/texts";
import { useTotal } from "../../view/use-users";
import { hasQuery, queryKeyOf, type UsersView } from "../../view/users-view";

const grouped = new Intl.NumberFormat("en");

/** The number of users, shown as "10,000+" until an exact count is requested. */
export function UsersTotal({ view }: { view: UsersView }) {
  const match = queryKeyOf(view);
  const [exactFor, setExactFor] = useState<string>();
  const counted = useTotal(view, { isExact: exactFor === match });
  const capped = useTotal(view, { isExact: false });
  const total = counted.total ?? capped.total;
  const isCounting = exactFor === match && !counted.total && !counted.error;
  if (!total) return <span className="skeleton h-3.5 w-20" aria-hidden />;
  return (
    <p className="flex items-center gap-1 text-sm text-muted">
      <span data-total className="font-medium text-ink tabular-nums">
        {grouped.format(total.value)}
        {total.isExact ? "" : "+"}
      </span>
      {usersTexts.totalUnit(total.value, { isFound: hasQuery(view) })}
      {!total.isExact && (
        <Button
          variant="ghost"
          size="small"
          isBusy={isCounting}
          onClick={() => setExactFor(match)}
          className="h-7"
        >
          {usersTexts.countAll}
        </Button>
      )}
    </p>
  );
}
