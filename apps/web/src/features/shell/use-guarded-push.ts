"use client";
import { useRouter } from "next/navigation";
import type { PathInApp } from "@/features/apps/app-path";
import { useAppPath } from "@/features/apps/current-app";
import { guardNavigation } from "./navigation-guard";

/** Navigates to a page of the current app; like a link, it asks first if unsaved work would be lost. */
export function useGuardedPush(): (path: PathInApp) => void {
  const router = useRouter();
  const pathOf = useAppPath();
  return (path) => guardNavigation(() => router.push(pathOf(path)));
}
