"use client";
import { useRouter } from "next/navigation";
import type { PathInApp } from "@/features/apps/app-path";
import { useAppPath } from "@/features/apps/current-app";
import { askToLeave } from "./watch-leaving";

/** Goes to a page of the current app as a link does: not without a question where work would be lost. */
export function useGo(): (path: PathInApp) => void {
  const router = useRouter();
  const pathOf = useAppPath();
  return (path) => askToLeave(() => router.push(pathOf(path)));
}
