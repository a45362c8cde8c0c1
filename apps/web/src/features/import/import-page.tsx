"use client";
import { useState } from "react";
import { PageHeader } from "@/components/page-header";
import { importTexts } from "@/features/import/texts";
import { DropZone } from "./drop-zone";
import { ImportFile } from "./import-file";

export function ImportPage() {
  const [file, setFile] = useState<File>();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={importTexts.title} description={importTexts.description} />
      {file ? (
        <ImportFile file={file} onChooseAnother={() => setFile(undefined)} />
      ) : (
        <DropZone onFile={setFile} />
      )}
    </div>
  );
}
