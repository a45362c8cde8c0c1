import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { expiries, type KeyDraft, type KeyErrors } from "./key-draft";
import { rightsTexts } from "./texts";

interface LimitFieldsProps {
  draft: KeyDraft;
  errors: KeyErrors;
  onChange: (changes: Partial<KeyDraft>) => void;
}

/** When a key ends, how often it can be used, and from where. */
export function LimitFields({ draft, errors, onChange }: LimitFieldsProps) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2 sm:items-start">
        <ExpiryFields draft={draft} errors={errors} onChange={onChange} />
        <Field id="key-rate" label={rightsTexts.rate} error={errors.ratePerMinute}>
          <Input
            id="key-rate"
            inputMode="numeric"
            value={draft.rate}
            placeholder={rightsTexts.ratePlaceholder}
            aria-invalid={errors.ratePerMinute !== undefined}
            aria-describedby="key-rate-error"
            onChange={({ target }) => onChange({ rate: target.value })}
          />
        </Field>
      </div>
      <Field
        id="key-addresses"
        label={rightsTexts.allowFrom}
        hint={rightsTexts.allowFromHint}
        error={errors.allowFrom}
      >
        <Textarea
          id="key-addresses"
          value={draft.allowFrom}
          spellCheck={false}
          aria-invalid={errors.allowFrom !== undefined}
          aria-describedby="key-addresses-error key-addresses-hint"
          className="font-mono"
          onChange={({ target }) => onChange({ allowFrom: target.value })}
        />
      </Field>
    </>
  );
}

function ExpiryFields({ draft, errors, onChange }: LimitFieldsProps) {
  const error = errors.expiresAt;
  return (
    <div className="grid gap-3">
      <Field id="key-expiry" label={rightsTexts.expiry}>
        <Select
          id="key-expiry"
          isWide
          value={draft.expiry}
          onChange={({ target }) =>
            onChange({ expiry: expiries.find((expiry) => expiry === target.value) ?? "never" })
          }
        >
          {expiries.map((expiry) => (
            <option key={expiry} value={expiry}>
              {rightsTexts.expiries[expiry]}
            </option>
          ))}
        </Select>
      </Field>
      {draft.expiry === "time" && (
        <Field id="key-time" label={rightsTexts.time} error={error}>
          <Input
            id="key-time"
            type="datetime-local"
            value={draft.time}
            aria-invalid={error !== undefined}
            aria-describedby="key-time-error"
            onChange={({ target }) => onChange({ time: target.value })}
          />
        </Field>
      )}
    </div>
  );
}
