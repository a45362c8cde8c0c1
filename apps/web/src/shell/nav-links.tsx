"use client";
import { KeyRound, ListChecks, Plug, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/class-names";
import { shellTexts } from "@/texts/shell";

const destinations = [
  { href: "/users", label: shellTexts.users, icon: Users, also: "/add-user" },
  { href: "/schema", label: shellTexts.schema, icon: ListChecks },
  { href: "/api-keys", label: shellTexts.apiKeys, icon: KeyRound },
  { href: "/connect", label: shellTexts.connect, icon: Plug },
] as const;

export function NavLinks({ onChoose }: { onChoose?: () => void }) {
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {destinations.map(({ href, label, icon: Icon, ...rest }) => {
        const isHere =
          path === href || path.startsWith(`${href}/`) || ("also" in rest && path === rest.also);
        return (
          <li key={href}>
            <Link
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
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
