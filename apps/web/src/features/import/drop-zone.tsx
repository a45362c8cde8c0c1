"use client";
import { FileUp } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { classNames } from "@/lib/class-names";
import { Button } from "@/components/ui/button";
import { importTexts } from "@/features/import/texts";

const texts = importTexts.choose;

/** Accepts one file, dropped or chosen. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function acceptFirst(files: FileList | null) {
    const file = files?.item(0);
    if (file) onFile(file);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    acceptFirst(event.dataTransfer.files);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault(); // otherwise the browser opens the file
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classNames(
        "grid justify-items-center gap-3 rounded-2xl border-2 border-dashed px-6 py-16 text-center transition-colors",
        isOver ? "border-accent bg-accent-soft" : "bg-surface",
      )}
    >
      <FileUp className="size-7 text-muted" aria-hidden />
      <p className="text-lg font-semibold tracking-tight">{texts.drop}</p>
      <p className="text-sm text-muted">{texts.or}</p>
      <input
        ref={input}
        id={id}
        type="file"
        aria-label={texts.label}
        accept=".ndjson,.jsonl,.json,.csv,.gz"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => acceptFirst(target.files)}
      />
      <Button variant="primary" onClick={() => input.current?.click()}>
        {texts.button}
      </Button>
      <p className="max-w-md text-sm text-pretty text-muted">{texts.hint}</p>
    </div>
  );
}
