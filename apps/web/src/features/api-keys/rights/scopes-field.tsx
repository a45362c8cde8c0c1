import type { Scope } from "@roster/contract";
import { FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { presetOf, presetOptions, presets, scopeGroups } from "./scopes";
import { rightsTexts } from "./texts";

interface ScopesFieldProps {
  scopes: readonly Scope[];
  error: string | undefined;
  onChange: (scopes: readonly Scope[]) => void;
}

/** What a key may do: a common choice, or each permission on its own. */
export function ScopesField({ scopes, error, onChange }: ScopesFieldProps) {
  const toggle = (scope: Scope) =>
    onChange(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  return (
    <fieldset aria-describedby="key-scopes-hint key-scopes-error" className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-sm font-medium">{rightsTexts.permissions}</legend>
      <SegmentedControl
        label={rightsTexts.presets}
        options={presetOptions}
        value={presetOf(scopes) ?? "custom"}
        onChange={(preset) => preset !== "custom" && onChange(presets[preset])}
      />
      <div className="grid gap-3 rounded-lg border p-3">
        {scopeGroups.map((group) => (
          <ScopeGroup
            key={group.title}
            title={group.title}
            options={group.scopes}
            chosen={scopes}
            onToggle={toggle}
          />
        ))}
      </div>
      <FieldError id="key-scopes-error">{error}</FieldError>
      <p id="key-scopes-hint" className="text-sm text-muted">
        {rightsTexts.permissionsHint}
      </p>
    </fieldset>
  );
}

interface ScopeGroupProps {
  title: string;
  options: readonly Scope[];
  chosen: readonly Scope[];
  onToggle: (scope: Scope) => void;
}

function ScopeGroup({ title, options, chosen, onToggle }: ScopeGroupProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="pb-0.5 text-xs font-medium text-muted">{title}</legend>
      {options.map((scope) => (
        <label key={scope} className="flex items-center gap-2.5 py-0.5 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(scope)}
            onChange={() => onToggle(scope)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 flex-1">{rightsTexts.scopes[scope]}</span>
          <code className="font-mono text-xs text-muted max-sm:hidden">{scope}</code>
        </label>
      ))}
    </fieldset>
  );
}
