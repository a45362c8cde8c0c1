"use client";
import { type FileFormat, userSerializers } from "@roster/client/files";
import { useRef, useState } from "react";
import { saveFile } from "@/lib/save-file";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { bulkTexts } from "@/features/users/bulk/texts";
import { usersExportTexts } from "@/features/users/export/texts";
import { fileFormats } from "../export/file-formats";
import { BulkDialog } from "./bulk-dialog";
import { type BulkProps, unbatched, useBulkOperation } from "./use-bulk-operation";
import { createBulkRun } from "./bulk-run";

/** Exports the selected users in the format of `roster users export`. */
export function ExportDialog(props: BulkProps) {
  const { client, count, error, batches } = useBulkOperation(props);
  const [format, setFormat] = useState<FileFormat>("ndjson");
  // Browsers store blobs outside the page's heap.
  const parts = useRef<Blob[]>([]);

  function begin() {
    const { header, row } = userSerializers[format];
    parts.current = [new Blob([header])];
    return createBulkRun({
      batches: batches(),
      async process(ids) {
        const { users, missing } = await client.users.getMany.query({ ids: [...ids] }, unbatched);
        parts.current.push(new Blob(users.map(row)));
        const missingIds = new Set(missing);
        return ids.map((id) => ({ id, status: missingIds.has(id) ? "missing" : "done" }));
      },
    });
  }

  return (
    <BulkDialog
      title={bulkTexts.exportTitle(count)}
      action={bulkTexts.exportAction}
      count={count}
      error={error}
      onBegin={begin}
      onEnd={({ phase }) => {
        // A partial file could be mistaken for a complete one.
        if (phase !== "ended") return;
        const { mediaType: type } = userSerializers[format];
        saveFile(new Blob(parts.current, { type }), `users.${format}`);
      }}
      doneText={bulkTexts.exported}
      onClose={props.onClose}
    >
      <SegmentedControl
        label={usersExportTexts.format}
        options={fileFormats}
        value={format}
        onChange={setFormat}
      />
      <p>{usersExportTexts.formatHints[format]}</p>
    </BulkDialog>
  );
}
