"use client";
import { TriangleAlert } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { Allowed } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import { useAppPath } from "@/features/apps/current-app";
import { USER_READS_COOKIE } from "./user-reads-cookie";
import { userReadsTexts } from "./texts";

const texts = userReadsTexts.notice;
const YEAR_SECONDS = 31_536_000;

/** Points out that the app's end users can read everything, as they could before there was a setting. */
export function UserReadsNotice() {
  const pathOf = useAppPath();
  const isSettings = usePathname() === pathOf("/settings");
  const [isDismissed, setDismissed] = useState(false);
  if (isDismissed || isSettings) return null;

  function dismiss() {
    document.cookie = `${USER_READS_COOKIE}=1; path=${pathOf("/")}; max-age=${YEAR_SECONDS}; samesite=lax`;
    setDismissed(true);
  }

  return (
    <Allowed to="apps.setUserReads">
      <aside
        aria-label={texts.label}
        className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-3 rounded-2xl bg-notice-soft px-4 py-3 text-sm"
      >
        <p className="flex min-w-0 flex-1 basis-72 items-start gap-2.5">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-notice" aria-hidden />
          {texts.text}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="small" variant="ghost" onClick={dismiss}>
            {texts.dismiss}
          </Button>
          <AppLink href="/settings" className={buttonVariants({ size: "small" })}>
            {texts.decide}
          </AppLink>
        </div>
      </aside>
    </Allowed>
  );
}
