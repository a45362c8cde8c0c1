import { classNames } from "@/lib/class-names";
import type { User } from "@/lib/trpc/user";
import { statusNameTexts } from "./status-name-texts";

/** Marks a user that is deactivated, banned or in the trash; nothing for others. */
export function StatusBadges({ user: { status, ban } }: { user: Pick<User, "status" | "ban"> }) {
  return (
    <>
      {status !== "active" && <Badge text={statusNameTexts[status]} />}
      {ban && <Badge text={statusNameTexts.banned} isDanger />}
    </>
  );
}

function Badge({ text, isDanger = false }: { text: string; isDanger?: boolean }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 shrink-0 items-center rounded-md px-1.5 font-sans text-xs font-medium whitespace-nowrap",
        isDanger ? "bg-danger-soft text-danger" : "bg-notice-soft text-notice",
      )}
    >
      {text}
    </span>
  );
}
