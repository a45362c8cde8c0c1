"use client";
import { CircleUserRound, type LucideIcon, UsersRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Allowed, useRole } from "@/features/access/access";
import { accessTexts } from "@/features/access/texts";
import { AppLink } from "@/features/apps/app-link";
import { readAppPath } from "@/features/apps/app-path";
import { classNames } from "@/lib/class-names";
import { shellTexts } from "@/features/shell/texts";
import { navItems } from "./nav-items";

export function NavLinks({ onChoose }: { onChoose?: () => void }) {
  const path = readAppPath(usePathname())?.path ?? "";
  return (
    <ul className="grid gap-0.5">
      {navItems.map(({ href, label, icon: Icon, subpages = [] }) => {
        const isHere =
          path === href ||
          path.startsWith(`${href}/`) ||
          subpages.some((subpage) => subpage === path);
        return (
          <li key={href}>
            <AppLink
              href={href}
              {...(onChoose && { onClick: onChoose })}
              aria-current={isHere ? "page" : undefined}
              className={classNames(
                "flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium transition-colors",
                isHere ? "bg-accent-soft text-accent" : "text-muted hover:bg-hover hover:text-ink",
              )}
            >
              <Icon className="size-4" aria-hidden />
              {label}
            </AppLink>
          </li>
        );
      })}
    </ul>
  );
}

interface RosterLinkProps {
  href: "/account" | "/administrators";
  label: string;
  icon: LucideIcon;
  children?: ReactNode;
}

/** A link to a page that belongs to no app. */
function RosterLink({ href, label, icon: Icon, children }: RosterLinkProps) {
  const isHere = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className={classNames(
        "flex h-9 items-center gap-2.5 rounded-lg px-1.5 text-sm font-medium transition-colors",
        isHere ? "bg-accent-soft text-accent" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      <Icon className="size-4" aria-hidden />
      {label}
      {children}
    </Link>
  );
}

export function AccountLinks() {
  const role = useRole();
  return (
    <div className="grid gap-0.5">
      <Allowed to="admins.list">
        <RosterLink href="/administrators" label={shellTexts.administrators} icon={UsersRound} />
      </Allowed>
      <RosterLink href="/account" label={shellTexts.account} icon={CircleUserRound}>
        {role !== "owner" && (
          <span
            title={accessTexts.yourRole(role)}
            className="ml-auto rounded-md bg-hover px-1.5 text-xs leading-5 text-muted"
          >
            {accessTexts.roles[role]}
          </span>
        )}
      </RosterLink>
    </div>
  );
}
