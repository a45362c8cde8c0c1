import type { ApiKey } from "@roster/contract";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { apiKeysTexts } from "@/features/api-keys/texts";

interface TokenKeySelectProps {
  keys: readonly ApiKey[];
  value: string | undefined;
  onChange: (key: string) => void;
}

/** Whose secret signs a token. */
export function TokenKeySelect({ keys, value, onChange }: TokenKeySelectProps) {
  return (
    <Field id="token-key" label={apiKeysTexts.token.key}>
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
