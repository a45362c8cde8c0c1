"use client";
import type { App } from "@roster/contract";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { TrpcProvider } from "@/lib/trpc/client";
import { appPath, LAST_APP_COOKIE, type PathInApp } from "./app-path";

type CurrentApp = Pick<App, "id" | "name">;

const Context = createContext<CurrentApp | undefined>(undefined);

/**
 * The app in the page's URL, which the server has looked up (server/page-app.ts). useTRPC() makes its calls in
 * this app, and React Query keeps a separate cache for each app.
 */
export function useCurrentApp(): CurrentApp {
  const app = useContext(Context);
  if (app) return app;
  throw new Error("useCurrentApp must be used inside a CurrentAppProvider");
}

/** Returns a function that turns `/users` into that page's URL in the current app. For links, use AppLink. */
export function useAppPath() {
  const { id } = useCurrentApp();
  return (path: PathInApp) => appPath(id, path);
}

export function CurrentAppProvider({ app, children }: { app: CurrentApp; children: ReactNode }) {
  const { id } = app;
  useEffect(() => {
    const remember = () => {
      document.cookie = `${LAST_APP_COOKIE}=${id}; path=/; samesite=lax`;
    };
    remember();
    window.addEventListener("focus", remember);
    return () => window.removeEventListener("focus", remember);
  }, [id]);

  return (
    <Context value={app}>
      <TrpcProvider key={id} appId={id}>
        {children}
      </TrpcProvider>
    </Context>
  );
}
