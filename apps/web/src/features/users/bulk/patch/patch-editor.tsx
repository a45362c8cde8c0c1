"use client";
import type { User } from "@/lib/trpc/user";
import { formatUserPath } from "@roster/contract";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { JsonField } from "@/features/json/json-field";
import { bulkTexts } from "@/features/users/bulk/texts";
import { usePathHints } from "../../filter/use-path-hints";
import { PatchRowFields } from "./patch-row-fields";
import type { PatchEditor } from "./use-patch-editor";

const modes = [
  { value: "rows", label: bulkTexts.asRows },
  { value: "json", label: bulkTexts.asJson },
] as const;

const PATHS = "patch-paths";

/** Edits a patch; suggests paths from the schema and from the users on the page. */
export function PatchFields({ editor, users }: { editor: PatchEditor; users: readonly User[] }) {
  const { mode, rows, text, wrong } = editor;
  const hints = usePathHints(users, { isAsked: true });
  return (
    <div className="grid gap-3 text-ink">
      <SegmentedControl
        label={bulkTexts.mode}
        options={modes}
        value={mode}
        onChange={(chosen) => void editor.choose(chosen)}
      />
      {mode === "json" ? (
        <JsonField
          id="patch"
          label={bulkTexts.patchJson}
          hint={bulkTexts.patchHint}
          initialText={text}
          text={text}
          onChange={editor.type}
          problems={wrong.text}
          error={undefined}
        />
      ) : (
        <>
          <ul aria-label={bulkTexts.changes} className="grid gap-3">
            {rows.map((row, index) => (
              <PatchRowFields
                key={row.key}
                row={row}
                number={index + 1}
                isOnly={rows.length === 1}
                problem={wrong.rows.get(row.key)}
                list={PATHS}
                onChange={(change) => editor.changeRow(row.key, change)}
                onRemove={() => editor.removeRow(row.key)}
              />
            ))}
          </ul>
          <datalist id={PATHS}>
            {hints.map(({ keys: [first = "", ...others] }) => {
              const path = formatUserPath(["data", first, ...others]).slice("data.".length);
              return <option key={path} value={path} />;
            })}
          </datalist>
          <Button
            size="small"
            variant="ghost"
            className="justify-self-start"
            onClick={editor.addRow}
          >
            <Plus aria-hidden />
            {bulkTexts.addRow}
          </Button>
          <p className="text-xs text-muted">{bulkTexts.valueHint}</p>
        </>
      )}
    </div>
  );
}
