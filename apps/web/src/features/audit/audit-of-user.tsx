"use client";
import { ScrollText } from "lucide-react";
import { usePathname } from "next/navigation";
import { buttonVariants } from "@/components/ui/button";
import { AppLink } from "@/features/apps/app-link";
import { readAppPath } from "@/features/apps/app-path";
import { auditTexts } from "@/features/audit/texts";

/** A link from a user that is not there to what happened to it. */
export function AuditOfUser({ id }: { id: string }) {
  return (
    <AppLink
      href={`/audit?${new URLSearchParams({ user: id }).toString()}`}
      prefetch={false}
      className={buttonVariants()}
    >
      <ScrollText aria-hidden />
      {auditTexts.ofUser}
    </AppLink>
  );
}

/** The same for the user in the URL, which a not-found page does not receive. */
export function AuditOfPageUser() {
  const [, user] = /^\/users\/([^/]+)$/.exec(readAppPath(usePathname())?.path ?? "") ?? [];
  return user === undefined ? null : <AuditOfUser id={user} />;
}
