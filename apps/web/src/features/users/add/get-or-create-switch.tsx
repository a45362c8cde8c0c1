import { Switch } from "@/components/ui/switch";
import { addUserTexts } from "@/features/users/add/texts";

interface GetOrCreateSwitchProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function GetOrCreateSwitch({ isOn, onChange }: GetOrCreateSwitchProps) {
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor="get-or-create" id="get-or-create-label" className="text-sm font-medium">
          {addUserTexts.getOrCreate}
        </label>
        <p id="get-or-create-hint" className="text-sm text-muted">
          {addUserTexts.getOrCreateHint}
        </p>
      </div>
      <Switch id="get-or-create" isOn={isOn} onChange={onChange} describedBy="get-or-create-hint" />
    </div>
  );
}
