"use client";
import { UserId } from "@roster/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useGuardedPush } from "@/features/shell/use-guarded-push";
import { paletteTexts } from "@/features/palette/texts";
import { useTRPC } from "@/lib/trpc/client";
import type { Command } from "./command";

const PAUSE_MS = 200;
const MAX_HITS = 6;
const MAX_SEARCH = 200;

/** Who has the id that is typed, and users with this text, as soon as the hand rests. */
export function useUserHits(typed: string) {
  const trpc = useTRPC();
  const go = useGuardedPush();
  const text = typed.trim().slice(0, MAX_SEARCH);
  const rested = useRested(text);
  const isAsked = rested !== "";
  const exact = useQuery(
    trpc.users.getMany.queryOptions(
      { ids: [rested] },
      { enabled: UserId.safeParse(rested).success, placeholderData: keepPreviousData },
    ),
  );
  const search = useQuery(
    trpc.users.list.queryOptions(
      { search: rested, limit: MAX_HITS },
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
  const isSearching = text !== rested || exact.isFetching || search.isFetching;
  return { hits, all: [all], isSearching };
}

/** The text once the hand has rested. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
