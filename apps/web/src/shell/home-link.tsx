import Link from "next/link";
import { Logo } from "@/components/logo";

export function HomeLink() {
  return (
    <Link href="/users" aria-label="Roster, to the users" className="inline-flex rounded-lg">
      <Logo />
    </Link>
  );
}
