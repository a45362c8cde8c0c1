"use client";
import { type ReactNode, useState } from "react";
import { RelativeTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { AppLink } from "@/features/apps/app-link";
import { historyTexts } from "@/features/history/texts";
import { type AuditEntry, isChange } from "@/lib/trpc/change";
import { ActorName } from "./actor-name";
import { ChangeSummary } from "./change-summary";
import { EntryDetails } from "./entry-details";
import { entryIcons } from "./entry-icons";

interface LogEntryProps {
  entry: AuditEntry;
  /** Shows whom it is about, where entries are about different users. */
  showsUser?: boolean;
  /** Below the changed data. */
  children?: ReactNode;
}

/** What happened, when and by whom; the changed data on request. */
export function LogEntry({ entry, showsUser = false, children }: LogEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const { type, at, actor, surface, userId } = entry;
  const name = nameOf(entry);
  const Icon = entryIcons[type];
  const where = historyTexts.surfaces[surface];
  return (
    <li className="px-5 py-3.5">
      <div className="flex items-start gap-3">
        <Icon className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-medium">{historyTexts.types[type]}</span>
            {showsUser && userId !== undefined && <UserLink id={userId} />}
            {isChange(entry) && (
              <span className="text-muted tabular-nums">{historyTexts.version(entry.version)}</span>
            )}
          </p>
          <ChangeSummary entry={entry} />
          <p className="mt-0.5 text-xs text-muted wrap-anywhere">
            <RelativeTime at={at} /> {historyTexts.by} <ActorName actor={actor} />
            {where !== undefined && ` ${where}`}
          </p>
        </div>
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={isOpen ? historyTexts.hideOf(name) : historyTexts.showOf(name)}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? historyTexts.hide : historyTexts.show}
        </Button>
      </div>
      {isOpen && (
        <div className="mt-3 grid gap-3 sm:pl-7">
          <EntryDetails entry={entry} name={name} />
          {children}
        </div>
      )}
    </li>
  );
}

function UserLink({ id }: { id: string }) {
  return (
    <AppLink
      href={`/users/${id}`}
      prefetch={false}
      className="min-w-0 rounded-sm font-mono text-[0.8125rem] font-medium wrap-anywhere decoration-line-strong underline-offset-3 hover:underline"
    >
      {id}
    </AppLink>
  );
}

/** Tells screen readers which entry a button belongs to. */
function nameOf(entry: AuditEntry): string {
  const parts = [historyTexts.types[entry.type], entry.userId];
  if (isChange(entry)) parts.push(historyTexts.version(entry.version));
  else parts.push(entry.seq);
  return parts.filter((part) => part !== undefined).join(" ");
}
