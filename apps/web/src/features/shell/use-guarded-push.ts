"use client";
import { useRouter } from "next/navigation";
import type { PathInApp } from "@/features/apps/app-path";
import { useAppPath } from "@/features/apps/current-app";
import { guardNavigation } from "./navigation-guard";

/** Goes to a page of the current app as a link does: not without a question where work would be lost. */
export function useGuardedPush(): (path: PathInApp) => void {
  const router = useRouter();
  const pathOf = useAppPath();
  return (path) => guardNavigation(() => router.push(pathOf(path)));
}
