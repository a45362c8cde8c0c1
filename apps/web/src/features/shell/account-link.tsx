"use client";
import { CircleUserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/lib/class-names";
import { shellTexts } from "@/features/shell/texts";

/** To what is the administrator's own, in no app. */
export function AccountLink() {
  const isHere = usePathname() === "/account";
  return (
    <Link
      href="/account"
      aria-current={isHere ? "page" : undefined}
      className={classNames(
        "flex h-9 items-center gap-2.5 rounded-lg px-1.5 text-sm font-medium transition-colors",
        isHere ? "bg-accent-soft text-accent" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      <CircleUserRound className="size-4" aria-hidden />
      {shellTexts.account}
    </Link>
  );
}
