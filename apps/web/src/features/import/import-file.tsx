"use client";
import { formatOf } from "@roster/client/files";
import { useState } from "react";
import { UnsavedChangesGuard } from "@/features/shell/unsaved-changes-guard";
import { importTexts } from "@/features/import/texts";
import { ImportProgressView } from "./import-progress";
import { ImportResult } from "./import-result";
import type { ImportSettings } from "./import-settings";
import { ImportSetup } from "./import-setup";
import { useImport } from "./use-import";

/** A chosen file: its settings, the running import, and the result. */
export function ImportFile({ file, onChooseAnother }: { file: File; onChooseAnother: () => void }) {
  const [settings, setSettings] = useState<ImportSettings>(() => ({
    format: formatOf(file.name),
    columns: {},
    existing: "reject",
    keepTimes: true,
  }));
  const { state, start, cancel, reset } = useImport(file);

  switch (state.step) {
    case "idle":
      return (
        <ImportSetup
          file={file}
          settings={settings}
          onChange={(changed) => setSettings({ ...settings, ...changed })}
          onStart={(options) => start(settings, options)}
          onChooseAnother={onChooseAnother}
        />
      );
    case "running":
      return (
        <>
          <UnsavedChangesGuard isUnsaved texts={importTexts.leaving} />
          <ImportProgressView {...state} onCancel={cancel} />
        </>
      );
    case "finished":
      return (
        <ImportResult
          {...state}
          fileName={file.name}
          onChooseAnother={onChooseAnother}
          onBack={reset}
          onStart={() => start(settings, { isDryRun: false })}
        />
      );
  }
}
