import type { Route } from "next";

/** Which app a request is for: the browser's calls say it, and proxy.ts for each page, by its address. */
export const APP_HEADER = "x-roster-app";

/** The app that this browser looked at last: where an address without one leads. */
export const LAST_APP_COOKIE = "roster_app";

/** A page inside an app, as it is written where the app is known: `/users`. */
export type PathInApp = `/${string}`;

/** `/apps/<id>/users`: the app is in the address, so each tab has its own, and a link shows the same. */
export function appPath(appId: string, path: PathInApp): Route {
  // Next checks literals alone; that these pages exist is what the browser's tests walk through.
  // oxlint-disable-next-line typescript/consistent-type-assertions
  return `/apps/${appId}${path === "/" ? "" : path}` as Route;
}

/** `/users`, which proxy.ts leads into the app that this browser looked at last. */
export function lastAppPath(path: PathInApp): Route {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
  return path as Route;
}

/** The inverse of {@link appPath}; undefined for an address outside of all apps. */
export function readAppPath(pathname: string): { appId: string; path: PathInApp } | undefined {
  const [, appId, path] = /^\/apps\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  return appId === undefined ? undefined : { appId, path: `/${path?.slice(1) ?? ""}` };
}
