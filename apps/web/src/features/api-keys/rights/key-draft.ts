import type { AddApiKeyInput, ApiKey, Scope } from "@roster/contract";
import { fromLocalTime, toLocalTime, toTimestamp } from "@/lib/local-time";
import { presets } from "./scopes";
import { rightsTexts } from "./texts";

export const expiries = ["never", "30", "90", "365", "time"] as const;
export type Expiry = (typeof expiries)[number];

/** A key's name and rights as the form holds them. */
export interface KeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiry: Expiry;
  /** Of an `<input type="datetime-local">`, if `expiry` is `time`. */
  readonly time: string;
  readonly rate: string;
  /** One address or range per line. */
  readonly allowFrom: string;
}

/** A key as the API takes it. */
export type KeyRights = Required<AddApiKeyInput>;

export type KeyErrors = Partial<Record<keyof KeyRights, string>>;

export const newDraft: KeyDraft = {
  name: "",
  scopes: presets.backend,
  expiry: "never",
  time: "",
  rate: "",
  allowFrom: "",
};

export function draftOf({ name, scopes, expiresAt, ratePerMinute, allowFrom }: ApiKey): KeyDraft {
  return {
    name,
    scopes,
    expiry: expiresAt === null ? "never" : "time",
    time: toLocalTime(expiresAt ?? undefined),
    rate: ratePerMinute === null ? "" : `${ratePerMinute}`,
    allowFrom: allowFrom?.join("\n") ?? "",
  };
}

/** The fields that differ from `before` as the API takes them, or what is wrong with them. */
export function readDraft(
  draft: KeyDraft,
  { before, now }: { readonly before?: KeyDraft; readonly now: Date },
): { readonly changes: Partial<KeyRights>; readonly errors: KeyErrors } {
  const differs = (...names: readonly (keyof KeyDraft)[]) =>
    !before || names.some((name) => draft[name] !== before[name]);
  const expiresAt = readExpiry(draft, now);
  const rate = draft.rate.trim();
  const ranges = rangesOf(draft);
  return {
    changes: {
      ...(differs("name") && { name: draft.name }),
      ...(differs("scopes") && { scopes: [...draft.scopes] }),
      ...(differs("expiry", "time") && { expiresAt: expiresAt ?? null }),
      ...(differs("rate") && { ratePerMinute: rate === "" ? null : Number(rate) }),
      ...(differs("allowFrom") && { allowFrom: ranges.length === 0 ? null : ranges }),
    },
    errors: {
      ...(draft.scopes.length === 0 && { scopes: rightsTexts.noScope }),
      ...(expiresAt === undefined && { expiresAt: rightsTexts.noTime }),
      ...(!/^\d*$/.test(rate) && { ratePerMinute: rightsTexts.notWhole }),
    },
  };
}

/** The addresses and ranges in their order. */
export const rangesOf = ({ allowFrom }: Pick<KeyDraft, "allowFrom">): string[] =>
  allowFrom.split(/[\s,]+/).filter((range) => range !== "");

const DAY_MS = 86_400_000;

/** Undefined if a time is missing. */
function readExpiry({ expiry, time }: KeyDraft, now: Date): string | null | undefined {
  if (expiry === "never") return null;
  if (expiry === "time") return fromLocalTime(time);
  return toTimestamp(new Date(now.getTime() + Number(expiry) * DAY_MS));
}
