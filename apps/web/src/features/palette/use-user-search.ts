"use client";
import { UserId } from "@roster/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useGuardedPush } from "@/features/shell/use-guarded-push";
import { paletteTexts } from "@/features/palette/texts";
import { useTRPC } from "@/lib/trpc/client";
import type { Command } from "./command";

const DEBOUNCE_MS = 200;
const MAX_RESULTS = 6;
const MAX_SEARCH_LENGTH = 200;

/** Who has the id that is typed, and users with this text, as soon as the hand rests. */
export function useUserSearch(typed: string) {
  const trpc = useTRPC();
  const go = useGuardedPush();
  const text = typed.trim().slice(0, MAX_SEARCH_LENGTH);
  const debounced = useDebounced(text);
  const isAsked = debounced !== "";
  const exact = useQuery(
    trpc.users.getMany.queryOptions(
      { ids: [debounced] },
      { enabled: UserId.safeParse(debounced).success, placeholderData: keepPreviousData },
    ),
  );
  const search = useQuery(
    trpc.users.list.queryOptions(
      { search: debounced, limit: MAX_RESULTS },
      { enabled: isAsked, placeholderData: keepPreviousData },
    ),
  );
  if (text === "") return { hits: [], all: [], isSearching: false };

  const found = [...(exact.data?.users ?? []), ...(search.data?.users ?? [])];
  const hits: readonly Command[] = [...new Set(found.map(({ id }) => id))].map((id) => ({
    id: `user ${id}`,
    label: paletteTexts.openUser(id),
    icon: UserRound,
    run: () => go(`/users/${id}`),
  }));
  const all: Command = {
    id: "search",
    label: paletteTexts.searchAll(text),
    icon: Search,
    run: () => go(`/users?${new URLSearchParams({ search: text }).toString()}`),
  };
  const isSearching = text !== debounced || exact.isFetching || search.isFetching;
  return { hits, all: [all], isSearching };
}

/** The text once the hand has rested. */
function useDebounced(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
