import { AdminRoleSchema, type AdminRights } from "@roster/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Field, FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { accessTexts } from "@/features/access/texts";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";

const texts = adminsTexts.rights;

interface RightsFieldsProps {
  rights: AdminRights;
  onChange: (rights: AdminRights) => void;
}

/** The role, and the apps that it applies to. */
export function RightsFields({ rights, onChange }: RightsFieldsProps) {
  const { role, apps } = rights;
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const toggle = (id: string, isOn: boolean) =>
    onChange({
      role,
      apps: isOn ? [...(apps ?? []), id] : (apps ?? []).filter((one) => one !== id),
    });
  return (
    <>
      <Field id="role" label={texts.role} hint={texts.roleHints[role]}>
        <Select
          id="role"
          isWide
          value={role}
          aria-describedby="role-hint"
          onChange={({ target }) => onChange({ role: AdminRoleSchema.parse(target.value), apps })}
        >
          {AdminRoleSchema.options.map((option) => (
            <option key={option} value={option}>
              {accessTexts.roles[option]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="apps" label={texts.apps}>
        <Select
          id="apps"
          isWide
          value={apps === null ? "all" : "some"}
          onChange={({ target }) => onChange({ role, apps: target.value === "all" ? null : [] })}
        >
          <option value="all">{texts.allApps}</option>
          <option value="some">{texts.someApps}</option>
        </Select>
      </Field>
      {apps !== null && (
        <fieldset className="grid gap-2" aria-labelledby="apps-label">
          {data.apps.map(({ id, name }) => (
            <label key={id} className="flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={apps.includes(id)}
                onChange={({ target }) => toggle(id, target.checked)}
              />
              <span className="min-w-0 wrap-anywhere">{name}</span>
            </label>
          ))}
          <FieldError id="apps-rule">{apps.length === 0 && texts.noApp}</FieldError>
        </fieldset>
      )}
    </>
  );
}

/** Whether the server accepts them. */
export const isComplete = ({ apps }: AdminRights) => apps === null || apps.length > 0;
