"use client";
import { useRef, useState } from "react";
import { Segments } from "@/components/ui/segments";
import { bulkTexts } from "@/texts/users-bulk";
import { BulkDialog } from "./bulk-dialog";
import type { BulkProps } from "./bulk-props";
import { createBulkRun } from "./bulk-run";
import { saveFile } from "./save-file";
import { alone, useBulk } from "./use-bulk";
import { type FileFormat, heads, mediaTypes, toLine } from "./user-file";

const formats = [
  { value: "ndjson", label: bulkTexts.formats.ndjson },
  { value: "csv", label: bulkTexts.formats.csv },
] as const;

/** The selected users as a file, as `roster users export` writes them. */
export function DownloadDialog(props: BulkProps) {
  const { client, count, error, batches } = useBulk(props);
  const [format, setFormat] = useState<FileFormat>("ndjson");
  // The browser keeps blobs outside of the page's memory.
  const parts = useRef<Blob[]>([]);

  function begin() {
    parts.current = [new Blob([heads[format]])];
    return createBulkRun({
      batches: batches(),
      async work(ids) {
        const { users, missing } = await client.users.getMany.query({ ids: [...ids] }, alone);
        parts.current.push(new Blob(users.map((user) => toLine(format, user))));
        const gone = new Set(missing);
        return ids.map((id) => ({ id, status: gone.has(id) ? "missing" : "done" }));
      },
    });
  }

  return (
    <BulkDialog
      title={bulkTexts.downloadTitle(count)}
      action={bulkTexts.downloadAction}
      count={count}
      error={error}
      onBegin={begin}
      onEnd={({ phase }) => {
        // A part of the users under the name of all would be taken for all.
        if (phase !== "ended") return;
        saveFile(new Blob(parts.current, { type: mediaTypes[format] }), `users.${format}`);
      }}
      doneText={bulkTexts.downloaded}
      onClose={props.onClose}
    >
      <Segments label={bulkTexts.format} options={formats} value={format} onChange={setFormat} />
      <p>{bulkTexts.formatHints[format]}</p>
    </BulkDialog>
  );
}
