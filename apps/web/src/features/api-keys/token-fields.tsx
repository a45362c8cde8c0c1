import { type ApiKey, type CreateTokenInput, TokenAction } from "@roster/contract";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { apiKeysTexts } from "@/features/api-keys/texts";

const texts = apiKeysTexts.token;

interface TokenPermissionsProps {
  kind: CreateTokenInput["kind"];
  userId: string;
  action: string;
  onUserId: (userId: string) => void;
  onAction: (action: string) => void;
}

/** The user that a token acts for, or what a backend may do with it. */
export function TokenPermissions({
  kind,
  userId,
  action: selected,
  onUserId,
  onAction,
}: TokenPermissionsProps) {
  if (kind === "user") {
    return (
      <Field id="token-user" label={texts.userId} hint={texts.userHint}>
        <Input
          id="token-user"
          value={userId}
          aria-describedby="token-user-hint"
          onChange={({ target }) => onUserId(target.value)}
        />
      </Field>
    );
  }
  return (
    <Field id="token-action" label={texts.action}>
      <Select
        id="token-action"
        isWide
        value={selected}
        onChange={({ target }) => onAction(target.value)}
      >
        {TokenAction.options.map((action) => (
          <option key={action} value={action}>
            {texts.actions[action]}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface TokenKeySelectProps {
  keys: readonly ApiKey[];
  value: string | undefined;
  onChange: (key: string) => void;
}

/** The key whose secret signs the token. */
export function TokenKeySelect({ keys, value, onChange }: TokenKeySelectProps) {
  return (
    <Field id="token-key" label={texts.key}>
      <Select id="token-key" isWide value={value} onChange={({ target }) => onChange(target.value)}>
        {keys.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** In seconds; 0 means that the token never expires. */
const lifetimes = [300, 3600, 86_400, 2_592_000, 31_536_000, 0] as const;

interface TokenLifetimeSelectProps {
  value: string;
  onChange: (seconds: string) => void;
}

export function TokenLifetimeSelect({ value, onChange }: TokenLifetimeSelectProps) {
  return (
    <Field id="token-lifetime" label={texts.lifetime}>
      <Select
        id="token-lifetime"
        isWide
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {lifetimes.map((seconds) => (
          <option key={seconds} value={seconds}>
            {texts.lifetimes[seconds]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
