import { type CreateTokenInput, TokenAction } from "@roster/contract";
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

/** For whom a token acts, or what it may do. */
export function TokenPermissions({
  kind,
  userId,
  action: chosen,
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
        value={chosen}
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
