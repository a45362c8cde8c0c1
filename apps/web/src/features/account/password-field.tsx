import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface PasswordFieldProps {
  id: string;
  label: string;
  hint?: string;
  /** Whether one is made up here, not one that is known. */
  isNew?: boolean;
  value: string;
  error: string | null | undefined;
  onChange: (value: string) => void;
}

export function PasswordField(props: PasswordFieldProps) {
  const { id, label, hint, isNew = true, value, error, onChange } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input
        id={id}
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        value={value}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-error ${hint === undefined ? "" : `${id}-hint`}`.trim()}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
