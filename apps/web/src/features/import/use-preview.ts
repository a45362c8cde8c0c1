"use client";
import { readCsvColumns, readUsers, type UserLine } from "@roster/client/files";
import { useEffect, useState } from "react";
import { errorMessage } from "@/lib/trpc/error-message";
import { type ImportSettings, readOptions } from "./import-settings";

const MAX_LINES = 8;

export interface Preview {
  readonly lines: readonly UserLine[];
  /** Empty unless the file is CSV. */
  readonly columnNames: readonly string[];
  /** Why the file cannot be read with these settings. */
  readonly error?: string;
}

/** The first lines of a file, read as the import reads them; undefined while loading. */
export function usePreview(file: File, settings: ImportSettings): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();

  useEffect(() => {
    const controller = new AbortController();
    void readPreview(file, settings, controller.signal).then((result) => {
      if (!controller.signal.aborted) setPreview(result);
    });
    return () => controller.abort();
  }, [file, settings]);

  return preview;
}

async function readPreview(
  file: File,
  settings: ImportSettings,
  signal: AbortSignal,
): Promise<Preview> {
  let columnNames: readonly string[] = [];
  try {
    if (settings.format === "csv") columnNames = await readCsvColumns(file.stream(), { signal });
    return { columnNames, lines: await readFirst(file, settings, signal) };
  } catch (error) {
    return { columnNames, lines: [], error: errorMessage(error) };
  }
}

async function readFirst(file: File, settings: ImportSettings, signal: AbortSignal) {
  const found: UserLine[] = [];
  for await (const lines of readUsers(file.stream(), { ...readOptions(settings), signal })) {
    found.push(...lines.slice(0, MAX_LINES - found.length));
    if (found.length === MAX_LINES) break;
  }
  return found;
}
