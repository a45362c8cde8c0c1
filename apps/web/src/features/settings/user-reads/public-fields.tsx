"use client";
import { isDataPath, MAX_PUBLIC_FIELDS, parseUserPath } from "@roster/contract";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { AddPath } from "@/features/users/filter/add-path";
import { useTRPC } from "@/lib/trpc/client";
import { userReadsTexts as texts } from "./texts";

/** Users whose data paths are suggested. */
const SAMPLE = { limit: 25 };

interface PublicFieldsProps {
  paths: readonly string[];
  isReadOnly: boolean;
  onChange: (paths: readonly string[]) => void;
}

/** The data paths that other users see. */
export function PublicFields({ paths, isReadOnly, onChange }: PublicFieldsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.users.list.queryOptions(SAMPLE, { enabled: !isReadOnly }));
  return (
    <div className="grid gap-2">
      {paths.length === 0 ? (
        <p className="text-sm text-muted">{texts.noField}</p>
      ) : (
        <ul aria-label={texts.publicFields} className="flex flex-wrap gap-1.5">
          {paths.map((path) => (
            <li
              key={path}
              className="flex max-w-full items-center gap-0.5 rounded-lg border bg-sunken pl-2.5 font-mono text-[0.8125rem]"
            >
              <span className="min-w-0 py-1 pr-1.5 wrap-anywhere">{path}</span>
              {!isReadOnly && (
                <Button
                  variant="ghost"
                  size="icon-small"
                  aria-label={texts.hide(path)}
                  onClick={() => onChange(paths.filter((one) => one !== path))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <div className="max-w-md">
          <AddPath
            label={texts.path}
            placeholder={texts.pathExample}
            button={texts.add}
            users={data?.users ?? none}
            added={paths}
            check={(path) => pathIssue(path, paths)}
            onAdd={(path) => onChange([...paths, path])}
          />
        </div>
      )}
    </div>
  );
}

function pathIssue(path: string, paths: readonly string[]): string | undefined {
  const read = parseUserPath(path);
  if ("error" in read || !isDataPath(read.value)) return texts.isNoData;
  if (paths.includes(path)) return texts.isAdded;
  return paths.length >= MAX_PUBLIC_FIELDS ? texts.tooMany(MAX_PUBLIC_FIELDS) : undefined;
}

const none: never[] = [];
