"use client";
import type { FileFormat } from "@roster/client/files";
import { useState } from "react";
import { useCurrentApp } from "@/features/apps/current-app";
import { buttonVariants } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { usersExportTexts } from "@/features/users/export/texts";
import { hasQuery, type UsersView } from "../view/users-view";
import { exportUrl } from "./export-url";
import { fileFormats } from "./file-formats";

/** Links to the file, so that the browser streams it to disk without passing it through the page. */
export function ExportPanel({ view }: { view: UsersView }) {
  const { id } = useCurrentApp();
  const [format, setFormat] = useState<FileFormat>("ndjson");
  const [isCompressed, setCompressed] = useState(false);
  return (
    <div className="grid gap-3 p-4 text-sm">
      <p>{usersExportTexts.which[hasQuery(view) ? "matching" : "all"]}</p>
      <SegmentedControl
        label={usersExportTexts.format}
        options={fileFormats}
        value={format}
        onChange={setFormat}
      />
      <p className="text-muted">{usersExportTexts.formatHints[format]}</p>
      <div className="flex items-center gap-2.5">
        <Switch id="export-gzip" isOn={isCompressed} onChange={setCompressed} />
        <span id="export-gzip-label">{usersExportTexts.gzip}</span>
      </div>
      <a
        download
        href={exportUrl(id, view, { format, isCompressed })}
        className={buttonVariants({ variant: "primary" })}
      >
        {usersExportTexts.save}
      </a>
    </div>
  );
}
