"use client";
import { FileText } from "lucide-react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { importTexts } from "@/features/import/texts";
import { ColumnMapping } from "./column-mapping";
import { ImportOptions } from "./import-options";
import type { ImportSettings } from "./import-settings";
import { PreviewTable } from "./preview-table";
import { usePreview } from "./use-preview";

const texts = importTexts.file;
const formats = [
  { value: "ndjson", label: texts.ndjson },
  { value: "csv", label: texts.csv },
] as const;

interface ImportSetupProps {
  file: File;
  settings: ImportSettings;
  onChange: (changed: Partial<ImportSettings>) => void;
  onStart: (options: { isDryRun: boolean }) => void;
  onChooseAnother: () => void;
}

/** The settings for reading the file, and a preview. */
export function ImportSetup(props: ImportSetupProps) {
  const { file, settings, onChange, onStart } = props;
  const preview = usePreview(file, settings);
  const names = preview?.columnNames ?? [];
  const error = preview?.error;
  return (
    <div className="grid gap-5">
      <FileHeader {...props} />
      {names.length > 0 && (
        <ColumnMapping
          names={names}
          columns={settings.columns}
          onChange={(columns) => onChange({ columns })}
        />
      )}
      <Card title={importTexts.preview.title}>
        {error === undefined ? (
          <PreviewTable lines={preview?.lines} />
        ) : (
          <div className="px-5 py-4">
            <FieldError id="preview-error">{error}</FieldError>
          </div>
        )}
      </Card>
      <ImportOptions
        settings={settings}
        onChange={onChange}
        isReady={preview !== undefined && error === undefined && preview.lines.length > 0}
        onStart={onStart}
      />
    </div>
  );
}

function FileHeader({ file, settings, onChange, onChooseAnother }: ImportSetupProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-2xl border bg-surface px-5 py-4">
      <FileText className="size-5 text-muted" aria-hidden />
      <p className="min-w-0 flex-1 basis-40 text-sm">
        <span className="font-medium wrap-anywhere">{file.name}</span>{" "}
        <span className="text-muted">{texts.size(file.size)}</span>
      </p>
      <SegmentedControl
        label={texts.format}
        options={formats}
        value={settings.format}
        onChange={(format) => onChange({ format, columns: {} })}
      />
      <Button onClick={onChooseAnother}>{texts.another}</Button>
    </div>
  );
}
