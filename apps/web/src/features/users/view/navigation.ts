"use client";
import { useSearchParams } from "next/navigation";
import { appPath, type PathInApp, readAppPath } from "@/features/apps/app-path";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { parseView, usersPath, type UsersView } from "./users-view";

export function useQueryString(): string {
  return useSearchParams().toString();
}

export const viewFromQuery = (address: string) => parseView(new URLSearchParams(address));

/** Changes the URL, and so the view, without loading a page from the server. */
export function pushView(view: UsersView): void {
  // Keeps the open user, whichever user was open when the view was created.
  const { user } = currentView();
  window.history.pushState(null, "", inCurrentApp(usersPath({ ...view, user })));
}

/** Opens a user next to the table, replacing another; asks first if that one has unsaved changes. */
export function openUser(user: string): void {
  const { user: before, ...view } = currentView();
  if (user === before) return;
  guardNavigation(() => {
    const address = inCurrentApp(usersPath({ ...view, user }));
    // One step back closes the panel, however many users were opened in it.
    if (before === undefined) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  });
}

/** Closes the panel; unless `isAsking` is false, asks first if there are unsaved changes. */
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

/** The id of the user that the URL opens, even if not rendered yet. */
export const openUserId = (): string | undefined => currentView().user;

/** Changes the query and returns to the first page, since a cursor belongs to its query. */
export function updateView(
  choice: Partial<UsersView>,
  { replaces = false }: { readonly replaces?: boolean } = {},
): void {
  // From the URL, since an earlier change may not have been rendered yet.
  const { cursor: _, ...before } = currentView();
  const address = inCurrentApp(usersPath({ ...before, page: 1, ...choice }));
  if (address === window.location.pathname + window.location.search) return;
  if (replaces) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
}

/** Takes the app from the URL, since a pending change may outlive its component. */
function inCurrentApp(path: PathInApp): string {
  const current = readAppPath(window.location.pathname);
  return current ? appPath(current.appId, path) : path;
}
