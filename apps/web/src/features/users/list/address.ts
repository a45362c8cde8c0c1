"use client";
import { useSearchParams } from "next/navigation";
import { appPath, type PathInApp, readAppPath } from "@/features/apps/app-path";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { addressOf, readView, type UsersView } from "./view";

export function useAddress(): string {
  return useSearchParams().toString();
}

export const viewAt = (address: string) => readView(new URLSearchParams(address));

/** The address changes, and what is shown with it; the server is asked for the users alone. */
export function showView(view: UsersView): void {
  // Whoever is open beside the table stays so, whatever page the view was made on.
  const { user } = here();
  window.history.pushState(null, "", inThisApp(addressOf({ ...view, user })));
}

/** Opens a user beside the table, in the place of another. Asks first where work on that one is unsaved. */
export function openUser(user: string): void {
  const { user: before, ...view } = here();
  if (user === before) return;
  guardNavigation(() => {
    const address = inThisApp(addressOf({ ...view, user }));
    // One step back closes what is open, however many users were looked at.
    if (before === undefined) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  });
}

/** The table alone. Asks first where work on the user is unsaved, unless nothing is left to be saved. */
export function closeUser({ isAsking = true }: { readonly isAsking?: boolean } = {}): void {
  const close = () =>
    window.history.pushState(null, "", inThisApp(addressOf({ ...here(), user: undefined })));
  if (isAsking) guardNavigation(close);
  else close();
}

const here = () => viewAt(window.location.search);

/** Who the address opens beside the table, whether it is shown already or about to be. */
export const openedUser = (): string | undefined => here().user;

/** Another query begins at the first page: the cursor belongs to the old one. */
export function changeView(
  choice: Partial<UsersView>,
  { replaces = false }: { readonly replaces?: boolean } = {},
): void {
  // From the address itself: a choice made just before may not have been rendered yet.
  const { cursor: _, ...before } = here();
  const address = inThisApp(addressOf({ ...before, page: 1, ...choice }));
  if (address === window.location.pathname + window.location.search) return;
  if (replaces) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
}

/** The address bar says which app: a choice may outlive the component that it was made in. */
function inThisApp(path: PathInApp): string {
  const place = readAppPath(window.location.pathname);
  return place ? appPath(place.appId, path) : path;
}
