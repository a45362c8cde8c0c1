import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppFrame } from "@/app/app-frame";
import { USER_READS_COOKIE } from "@/features/settings/user-reads/user-reads-cookie";
import { UserReadsNotice } from "@/features/settings/user-reads/user-reads-notice";
import { requireCurrentApp } from "@/server/page-app";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { userReads, publicFields } = await requireCurrentApp();
  const isOpen = userReads === "all" && publicFields === null;
  return (
    <AppFrame>
      {isOpen && !(await cookies()).has(USER_READS_COOKIE) && <UserReadsNotice />}
      {children}
    </AppFrame>
  );
}
