import type { Route } from "next";

/** The app a request is for. The browser sets it on calls; proxy.ts sets it on pages, from the URL. */
export const APP_HEADER = "x-roster-app";

/** The app last viewed in this browser; URLs without an app redirect to it. */
export const LAST_APP_COOKIE = "roster_app";

/** The path of a page inside an app: `/users`. */
export type PathInApp = `/${string}`;

/** `/apps/<id>/users`: the app is in the URL, so tabs can differ and a link opens the same app. */
export function appPath(appId: string, path: PathInApp): Route {
  return toRoute(`/apps/${appId}${path === "/" ? "" : path}`);
}

/** `/users`, which proxy.ts redirects to the app last viewed in this browser. */
export function lastAppPath(path: PathInApp): Route {
  return toRoute(path);
}

/** Next checks only literals; the browser tests visit these pages. */
function toRoute(path: string): Route {
  return path as Route; // oxlint-disable-line typescript/consistent-type-assertions -- see above
}

/** The inverse of {@link appPath}; undefined for a URL outside all apps. */
export function readAppPath(pathname: string): { appId: string; path: PathInApp } | undefined {
  const [, appId, path] = /^\/apps\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  return appId === undefined ? undefined : { appId, path: `/${path?.slice(1) ?? ""}` };
}
