"use client";
import { RotateCw } from "lucide-react";
import { classNames } from "@/components/class-names";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { JumpToUser } from "./jump-to-user";
import { pageSizes, type UsersOrder, type UsersView } from "./view";

interface UsersToolbarProps {
  view: UsersView;
  onChange: (change: Partial<Pick<UsersView, "order" | "size">>) => void;
  isFetching: boolean;
  onRefresh: () => void;
}

export function UsersToolbar({ view, onChange, isFetching, onRefresh }: UsersToolbarProps) {
  const { order, size } = view;
  const isOrder = (value: string): value is UsersOrder => value === "newest" || value === "id";
  return (
    <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <JumpToUser />
      <div className="flex items-center gap-2">
        <Select
          aria-label="Order"
          value={order}
          onChange={({ target: { value } }) => isOrder(value) && onChange({ order: value })}
        >
          <option value="newest">Newest first</option>
          <option value="id">By id</option>
        </Select>
        <Select
          aria-label="Users a page"
          value={size}
          onChange={({ target: { value } }) => {
            const chosen = pageSizes.find((choice) => String(choice) === value);
            if (chosen) onChange({ size: chosen });
          }}
        >
          {pageSizes.map((choice) => (
            <option key={choice} value={choice}>
              {choice} a page
            </option>
          ))}
        </Select>
        <Button size="icon-small" look="quiet" aria-label="Refresh" onClick={onRefresh}>
          <RotateCw className={classNames(isFetching && "animate-spin")} aria-hidden />
        </Button>
      </div>
    </div>
  );
}
