import {
  dataTextOf,
  isArrayToken,
  isObjectToken,
  type Member,
  membersOf,
} from "@roster/contract/json";
import { usersTexts } from "@/features/users/list/texts";
import type { User } from "@/lib/trpc/user";

/** More entries do not fit on a line. */
const MAX_ENTRIES = 6;
const MAX_TEXT = 48;

/** The first entries of a user's data on one line. */
export function DataPreview({ user }: { user: User }) {
  const entries = firstEntries(dataTextOf(user));
  if (entries.length === 0) return <span className="text-muted italic">{usersTexts.noData}</span>;
  return (
    <span className="block truncate">
      {entries.map(({ key, valueToken }, index) => (
        <span key={key} className={index > 0 ? "ml-3.5" : undefined}>
          <span className="text-muted">{key}</span> <span>{summarize(valueToken)}</span>
        </span>
      ))}
    </span>
  );
}

/** Reads no further, since data can be long. */
function firstEntries(object: string): Member[] {
  const entries: Member[] = [];
  for (const member of membersOf(object)) {
    entries.push(member);
    if (entries.length === MAX_ENTRIES) break;
  }
  return entries;
}

/** A value on one line: numbers as they are stored, containers as the number of their entries. */
export function summarize(token: string): string {
  if (isStringToken(token)) {
    const line = parseString(token).replaceAll(/\s+/g, " ");
    return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
  }
  if (!isObjectToken(token) && !isArrayToken(token)) return token;
  const value: unknown = JSON.parse(token);
  const size = typeof value === "object" && value !== null ? Object.keys(value).length : 0;
  return `${token.charAt(0)}${size}${token.slice(-1)}`;
}

export const isStringToken = (token: string): boolean => token.startsWith('"');

export const parseString: (token: string) => string = JSON.parse;
