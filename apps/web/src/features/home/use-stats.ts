"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/lib/trpc/client";
import { growthPeriod, NEWEST_USERS, type Period, usagePeriod } from "./queries";

/** How often servers report their counts. */
const USAGE_INTERVAL_MS = 10_000;
const USERS_INTERVAL_MS = 30_000;

/** Counting a million users takes 0.1 s, so large directories are counted less often. */
const MANY_USERS = 100_000;
const MANY_USERS_INTERVAL_MS = 300_000;

/** The current time, updated every few seconds; initially the time when the server rendered the page. */
export function useNow(initial: number): number {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), USAGE_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Refetched while the page is visible. */
export function useStats(name: Period, now: number) {
  const trpc = useTRPC();
  const usage = useQuery({
    ...trpc.stats.usage.queryOptions(usagePeriod(name, now)),
    placeholderData: keepPreviousData,
    refetchInterval: USAGE_INTERVAL_MS,
  });
  const growth = useQuery({
    ...trpc.stats.users.queryOptions(growthPeriod(now)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      (data?.total ?? 0) > MANY_USERS ? MANY_USERS_INTERVAL_MS : USERS_INTERVAL_MS,
  });
  return { usage, growth };
}

export function useNewestUsers() {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.users.list.queryOptions(NEWEST_USERS),
    refetchInterval: USAGE_INTERVAL_MS,
  });
}
