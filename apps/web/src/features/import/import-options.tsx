"use client";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { importTexts } from "@/features/import/texts";
import type { ImportSettings } from "./import-settings";

const texts = importTexts.options;

const choices = [
  { value: "reject", label: texts.reject },
  { value: "keep", label: texts.keep },
  { value: "update", label: texts.update },
] as const;

interface ImportOptionsProps {
  settings: ImportSettings;
  onChange: (changed: Partial<ImportSettings>) => void;
  /** The file has users to import. */
  isReady: boolean;
  onStart: (options: { isDryRun: boolean }) => void;
}

/** How users are imported, and the buttons that start the import. */
export function ImportOptions({ settings, onChange, isReady, onStart }: ImportOptionsProps) {
  return (
    <Card title={texts.title}>
      <div className="grid gap-4 p-5">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div>
            <p className="text-sm font-medium">{texts.existing}</p>
            <p className="text-sm text-muted">{texts.existingHints[settings.existing]}</p>
          </div>
          <SegmentedControl
            label={texts.existing}
            options={choices}
            value={settings.existing}
            onChange={(existing) => onChange({ existing })}
          />
        </div>
        <Option
          id="keep-times"
          label={texts.keepTimes}
          hint={texts.keepTimesHint}
          isOn={settings.keepTimes}
          onChange={(keepTimes) => onChange({ keepTimes })}
        />
        <div className="flex flex-wrap justify-end gap-2 border-t pt-5">
          <Button disabled={!isReady} onClick={() => onStart({ isDryRun: true })}>
            {texts.dryRun}
          </Button>
          <Button
            variant="primary"
            disabled={!isReady}
            onClick={() => onStart({ isDryRun: false })}
          >
            {texts.start}
          </Button>
        </div>
      </div>
    </Card>
  );
}

interface OptionProps {
  id: string;
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Option({ id, label, hint, isOn, onChange }: OptionProps) {
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} id={`${id}-label`} className="text-sm font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      </div>
      <Switch id={id} isOn={isOn} onChange={onChange} describedBy={`${id}-hint`} />
    </div>
  );
}
