"use client";
import { useSearchParams } from "next/navigation";
import { appPath, type PathInApp, readAppPath } from "@/apps/app-path";
import { addressOf, readView, type UsersView } from "./view";

export function useAddress(): string {
  return useSearchParams().toString();
}

export const viewAt = (address: string) => readView(new URLSearchParams(address));

/** The address changes, and what is shown with it; the server is asked for the users alone. */
export function showView(view: UsersView): void {
  window.history.pushState(null, "", inThisApp(addressOf(view)));
}

/** Another query begins at the first page: the cursor belongs to the old one. */
export function changeView(
  choice: Partial<UsersView>,
  { replaces = false }: { readonly replaces?: boolean } = {},
): void {
  // From the address itself: a choice made just before may not have been rendered yet.
  const { cursor: _, ...before } = viewAt(window.location.search);
  const address = inThisApp(addressOf({ ...before, page: 1, ...choice }));
  if (address === window.location.pathname + window.location.search) return;
  if (replaces) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
}

/** The address bar says which app: a choice may outlive the component that it was made in. */
function inThisApp(path: PathInApp): string {
  const here = readAppPath(window.location.pathname);
  return here ? appPath(here.appId, path) : path;
}
