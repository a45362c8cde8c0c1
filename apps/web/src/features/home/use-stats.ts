"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/lib/trpc/client";
import { NEWEST_USERS } from "./newest";
import { growthPeriod, type Period, usagePeriod } from "./queries";

/** The servers tell their counts as often. */
const USAGE_INTERVAL_MS = 10_000;
const USERS_INTERVAL_MS = 30_000;

/** To count a million users takes a tenth of a second: not too often, then. */
const MANY_USERS = 100_000;
const MANY_USERS_INTERVAL_MS = 300_000;

/** The time, told every few seconds; at first that at which the server wrote the page. */
export function useNow(atFirst: number): number {
  const [now, setNow] = useState(atFirst);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), USAGE_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Asked for again and again, as long as somebody can see it. */
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
