"use client";
import type { App } from "@roster/contract";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { TrpcProvider } from "@/lib/trpc/client";
import { appPath, LAST_APP_COOKIE, type PathInApp } from "./app-path";

type CurrentApp = Pick<App, "id" | "name">;

const Context = createContext<CurrentApp | undefined>(undefined);

/**
 * The app that the page is about: the one in its address, found by the server (app/_server/current-app.ts).
 * All calls of useTRPC() are made in it, and React Query keeps a cache for each app.
 */
export function useCurrentApp(): CurrentApp {
  const app = useContext(Context);
  if (app) return app;
  throw new Error("useCurrentApp is for what stands inside a CurrentAppProvider");
}

/** Turns `/users` into the address of that page in the current app; for links there is AppLink. */
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
