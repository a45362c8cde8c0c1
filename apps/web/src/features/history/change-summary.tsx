import type { ReactNode } from "react";
import { ExactTime } from "@/components/time";
import { historyTexts } from "@/features/history/texts";
import { type AuditEntry, type Change, isChange } from "@/lib/trpc/change";
import { EventDetails } from "./event-details";

/** In one line, what is particular to an entry: the changed paths, the end of a ban, the name of a key. */
export function ChangeSummary({ entry }: { entry: AuditEntry }) {
  if (isChange(entry)) return <OfChange change={entry} />;
  return <EventDetails details={entry.details} />;
}

function OfChange({ change }: { change: Change }) {
  const { type, details, ban } = change;
  switch (type) {
    case "user.banned":
      return ban && <Line>{<BanEnd ban={ban} />}</Line>;
    case "user.deleted":
      return details?.mode && <Line>{historyTexts.modes[details.mode]}</Line>;
    case "user.updated":
      return (
        <>
          {details?.revertedTo !== undefined && (
            <Line>{historyTexts.dataOf(details.revertedTo)}</Line>
          )}
          <ChangedPaths paths={change.changed} />
        </>
      );
    default:
      return null;
  }
}

const Line = ({ children }: { children: ReactNode }) => (
  <p className="mt-0.5 text-[0.8125rem] wrap-anywhere">{children}</p>
);

function BanEnd({ ban }: { ban: NonNullable<Change["ban"]> }) {
  return (
    <>
      {ban.until === null ? (
        historyTexts.bannedForGood
      ) : (
        <>
          {historyTexts.bannedUntil} <ExactTime at={ban.until} />
        </>
      )}
      {historyTexts.banned(ban.reason)}
    </>
  );
}

/** Null for all of the data, or once the user was erased. */
function ChangedPaths({ paths }: { paths: readonly string[] | null }) {
  return (
    <ul aria-label={historyTexts.changed} className="mt-1 flex flex-wrap gap-1">
      {(paths ?? [historyTexts.allData]).map((path) => (
        <li
          key={path}
          className="rounded-md bg-hover px-1.5 font-mono text-xs leading-5 wrap-anywhere"
        >
          {path}
        </li>
      ))}
    </ul>
  );
}
