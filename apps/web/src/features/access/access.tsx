"use client";
import type { AppRouter } from "@roster/api";
import type { AdminRole } from "@roster/contract";
import type { inferRouterInputs } from "@trpc/server";
import { createContext, type ReactNode, useContext } from "react";

type Inputs = inferRouterInputs<AppRouter>;

export type ProcedurePath = {
  [Group in keyof Inputs]: `${Group}.${keyof Inputs[Group] & string}`;
}[keyof Inputs];

/** What the signed-in administrator may do in the current app, as the server sees it (server/page-app.ts). */
export interface Access {
  readonly role: AdminRole;
  /** The paths of the procedures that the role does not allow. */
  readonly denied: readonly string[];
}

const Context = createContext<Access | undefined>(undefined);

export const AccessProvider = Context.Provider;

function useAccess(): Access {
  const access = useContext(Context);
  if (access) return access;
  throw new Error("useAccess must be used inside an AccessProvider");
}

export const useRole = (): AdminRole => useAccess().role;

/** Returns whether the administrator may call a procedure. The server decides; this only avoids offering what fails. */
export function useCan(): (path: ProcedurePath) => boolean {
  const { denied } = useAccess();
  return (path) => !denied.includes(path);
}

interface AllowedProps {
  /** The procedure that the content calls. */
  to: ProcedurePath;
  /** Shown to administrators who may not call it. */
  otherwise?: ReactNode;
  children: ReactNode;
}

/** Content for administrators who may call a procedure. */
export function Allowed({ to, otherwise = null, children }: AllowedProps) {
  return useCan()(to) ? children : otherwise;
}
