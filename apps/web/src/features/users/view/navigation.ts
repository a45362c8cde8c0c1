"use client";
import { useSearchParams } from "next/navigation";
import { appPath, type PathInApp, readAppPath } from "@/features/apps/app-path";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { parseView, usersPath, type UsersView } from "./users-view";

export function useQueryString(): string {
  return useSearchParams().toString();
}

export const viewFromQuery = (address: string) => parseView(new URLSearchParams(address));

/** The address changes, and what is shown with it; the server is asked for the users alone. */
export function pushView(view: UsersView): void {
  // Whoever is open beside the table stays so, whatever page the view was made on.
  const { user } = currentView();
  window.history.pushState(null, "", inCurrentApp(usersPath({ ...view, user })));
}

/** Opens a user beside the table, in the place of another. Asks first where work on that one is unsaved. */
export function openUser(user: string): void {
  const { user: before, ...view } = currentView();
  if (user === before) return;
  guardNavigation(() => {
    const address = inCurrentApp(usersPath({ ...view, user }));
    // One step back closes what is open, however many users were looked at.
    if (before === undefined) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  });
}

/** The table alone. Asks first where work on the user is unsaved, unless nothing is left to be saved. */
export function closeUser({ isAsking = true }: { readonly isAsking?: boolean } = {}): void {
  const close = () =>
    window.history.pushState(
      null,
      "",
      inCurrentApp(usersPath({ ...currentView(), user: undefined })),
    );
  if (isAsking) guardNavigation(close);
  else close();
}

const currentView = () => viewFromQuery(window.location.search);

/** Who the address opens beside the table, whether it is shown already or about to be. */
export const openUserId = (): string | undefined => currentView().user;

/** Another query begins at the first page: the cursor belongs to the old one. */
export function updateView(
  choice: Partial<UsersView>,
  { replaces = false }: { readonly replaces?: boolean } = {},
): void {
  // From the address itself: a choice made just before may not have been rendered yet.
  const { cursor: _, ...before } = currentView();
  const address = inCurrentApp(usersPath({ ...before, page: 1, ...choice }));
  if (address === window.location.pathname + window.location.search) return;
  if (replaces) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
}

/** The address bar says which app: a choice may outlive the component that it was made in. */
function inCurrentApp(path: PathInApp): string {
  const place = readAppPath(window.location.pathname);
  return place ? appPath(place.appId, path) : path;
}
