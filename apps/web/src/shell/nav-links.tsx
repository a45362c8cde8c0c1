"use client";
import { KeyRound, ListChecks, Plug, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import { AppLink } from "@/apps/app-link";
import { readAppPath } from "@/apps/app-path";
import { classNames } from "@/components/class-names";
import { shellTexts } from "@/texts/shell";

const destinations = [
  { href: "/users", label: shellTexts.users, icon: Users, also: "/add-user" },
  { href: "/schema", label: shellTexts.schema, icon: ListChecks },
  { href: "/api-keys", label: shellTexts.apiKeys, icon: KeyRound },
  { href: "/connect", label: shellTexts.connect, icon: Plug },
] as const;

export function NavLinks({ onChoose }: { onChoose?: () => void }) {
  const path = readAppPath(usePathname())?.path ?? "";
  return (
    <ul className="grid gap-0.5">
      {destinations.map(({ href, label, icon: Icon, ...rest }) => {
        const isHere =
          path === href || path.startsWith(`${href}/`) || ("also" in rest && path === rest.also);
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
