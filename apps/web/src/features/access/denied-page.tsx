"use client";
import { Lock } from "lucide-react";
import { componentTexts } from "@/components/texts";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AppLink } from "@/features/apps/app-link";
import { accessTexts } from "@/features/access/texts";
import { useRole } from "./access";

/** Shown instead of a page whose only purpose the administrator's role does not allow. */
export function DeniedPage() {
  return (
    <div className="rounded-2xl border bg-surface">
      <EmptyState
        isPage
        icon={Lock}
        title={accessTexts.pageDenied}
        actions={
          <AppLink href="/users" className={buttonVariants()}>
            {componentTexts.backToUsers}
          </AppLink>
        }
      >
        {accessTexts.pageDeniedHint(useRole())}
      </EmptyState>
    </div>
  );
}
