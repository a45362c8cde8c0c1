"use client";
import { type BanUserInput, MAX_BAN_REASON_LENGTH, type UserBan } from "@roster/contract";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toLocalTime } from "@/lib/local-time";
import { banTexts } from "./ban-texts";
import { type BanEnd, banEnds, readBan } from "./ban-end";

/** The state of the fields of a ban, starting from the current ban. */
export function useBanFields(current: UserBan | null) {
  const [end, setEnd] = useState<BanEnd>(startingEnd(current));
  const [time, setTime] = useState(toLocalTime(current?.until ?? undefined));
  const [reason, setReason] = useState(current?.reason ?? "");
  const [error, setError] = useState<string>();

  /** The ban as the API takes it; undefined if its end is not valid, which the field then shows. */
  function read(): Omit<BanUserInput, "id" | "ifVersion"> | undefined {
    const result = readBan({ end, time, reason }, new Date());
    setError("error" in result ? result.error : undefined);
    return "error" in result ? undefined : result.value;
  }

  return { end, setEnd, time, setTime, reason, setReason, error, read };
}

const startingEnd = (current: UserBan | null): BanEnd =>
  current ? (current.until === null ? "never" : "time") : "week";

/** When a ban ends, and its reason. */
export function BanFields({ fields }: { fields: ReturnType<typeof useBanFields> }) {
  return (
    <div className="grid gap-4 text-ink">
      <Field id="ban-end" label={banTexts.end}>
        <Select
          id="ban-end"
          isWide
          value={fields.end}
          onChange={({ target }) =>
            fields.setEnd(banEnds.find((end) => end === target.value) ?? "never")
          }
        >
          {banEnds.map((end) => (
            <option key={end} value={end}>
              {banTexts.ends[end]}
            </option>
          ))}
        </Select>
      </Field>
      {fields.end === "time" && (
        <Field id="ban-time" label={banTexts.time} error={fields.error}>
          <Input
            id="ban-time"
            type="datetime-local"
            value={fields.time}
            aria-invalid={fields.error !== undefined}
            aria-describedby="ban-time-error"
            onChange={({ target }) => fields.setTime(target.value)}
          />
        </Field>
      )}
      <Field id="ban-reason" label={banTexts.reason} hint={banTexts.reasonHint}>
        <Textarea
          id="ban-reason"
          value={fields.reason}
          maxLength={MAX_BAN_REASON_LENGTH}
          aria-describedby="ban-reason-hint"
          onChange={({ target }) => fields.setReason(target.value)}
        />
      </Field>
    </div>
  );
}
