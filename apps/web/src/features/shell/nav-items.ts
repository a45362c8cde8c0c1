import {
  Database,
  FlaskConical,
  House,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Plug,
  ScrollText,
  Settings2,
  Users,
} from "lucide-react";
import type { PathInApp } from "@/features/apps/app-path";
import { shellTexts } from "@/features/shell/texts";

export interface NavItem {
  readonly href: PathInApp;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key of the shortcut, after "g". */
  readonly key: string;
  /** Other pages for which this item is shown as current. */
  readonly subpages?: readonly PathInApp[];
}

/** The pages of an app, for the menu, the palette and the shortcuts. */
export const navItems: readonly NavItem[] = [
  { href: "/", label: shellTexts.homePage, icon: House, key: "h" },
  {
    href: "/users",
    label: shellTexts.users,
    icon: Users,
    key: "u",
    subpages: ["/add-user", "/import"],
  },
  { href: "/schema", label: shellTexts.schema, icon: ListChecks, key: "s" },
  { href: "/api-keys", label: shellTexts.apiKeys, icon: KeyRound, key: "k" },
  { href: "/audit", label: shellTexts.audit, icon: ScrollText, key: "a" },
  { href: "/connect", label: shellTexts.connect, icon: Plug, key: "c" },
  { href: "/playground", label: shellTexts.playground, icon: FlaskConical, key: "p" },
  { href: "/studio", label: shellTexts.studio, icon: Database, key: "d" },
  { href: "/settings", label: shellTexts.settings, icon: Settings2, key: "e" },
];
