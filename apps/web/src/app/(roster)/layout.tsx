import type { ReactNode } from "react";
import { AppFrame } from "@/app/app-frame";

/** Pages about no app, or about all: around them stands the app that was looked at last. */
export default function RosterLayout({ children }: { children: ReactNode }) {
  return <AppFrame>{children}</AppFrame>;
}
