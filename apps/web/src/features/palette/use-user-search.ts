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

/** The user with the typed id, and users that contain the text, once typing pauses. */
export function useUserSearch(typed: string) {
  const trpc = useTRPC();
  const push = useGuardedPush();
  const text = typed.trim().slice(0, MAX_SEARCH_LENGTH);
  const debounced = useDebounced(text);
  const hasText = debounced !== "";
  const exact = useQuery(
    trpc.users.getMany.queryOptions(
      { ids: [debounced] },
      { enabled: UserId.safeParse(debounced).success, placeholderData: keepPreviousData },
    ),
  );
  const search = useQuery(
    trpc.users.list.queryOptions(
      { search: debounced, limit: MAX_RESULTS },
      { enabled: hasText, placeholderData: keepPreviousData },
    ),
  );
  if (text === "") return { results: [], searchAll: [], isSearching: false };

  const found = [...(exact.data?.users ?? []), ...(search.data?.users ?? [])];
  const results: readonly Command[] = [...new Set(found.map(({ id }) => id))].map((id) => ({
    id: `user ${id}`,
    label: paletteTexts.openUser(id),
    icon: UserRound,
    run: () => push(`/users/${id}`),
  }));
  const searchAll: Command = {
    id: "search",
    label: paletteTexts.searchAll(text),
    icon: Search,
    run: () => push(`/users?${new URLSearchParams({ search: text }).toString()}`),
  };
  const isSearching = text !== debounced || exact.isFetching || search.isFetching;
  return { results, searchAll: [searchAll], isSearching };
}

/** The text after typing has paused. */
function useDebounced(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
