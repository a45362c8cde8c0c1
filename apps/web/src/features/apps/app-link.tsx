"use client";
import Link, { type LinkProps } from "next/link";
import type { PathInApp } from "./app-path";
import { useAppPath } from "./current-app";

interface AppLinkProps extends Omit<LinkProps<string>, "href"> {
  /** The path inside the app: `/users`. */
  href: PathInApp;
}

/** A link that stays in the current app. */
export function AppLink({ href, ...rest }: AppLinkProps) {
  const pathOf = useAppPath();
  return <Link {...rest} href={pathOf(href)} />;
}
