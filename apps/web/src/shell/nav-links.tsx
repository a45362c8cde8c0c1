"use client";
import { KeyRound, ListChecks, Plug, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/class-names";

const destinations = [
  { href: "/users", label: "Users", icon: Users, also: "/add-user" },
  { href: "/schema", label: "Schema", icon: ListChecks },
  { href: "/api-keys", label: "API keys", icon: KeyRound },
  { href: "/connect", label: "Connect", icon: Plug },
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
