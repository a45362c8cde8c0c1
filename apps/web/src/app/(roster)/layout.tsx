import type { ReactNode } from "react";
import { AppFrame } from "@/app/app-frame";

/** Pages about no app or all apps, framed by the app viewed last. */
export default function RosterLayout({ children }: { children: ReactNode }) {
  return <AppFrame>{children}</AppFrame>;
}
