import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { bulkTexts } from "@/features/users/bulk/texts";
import type { PatchRow } from "./patch-rows";

interface PatchRowFieldsProps {
  row: PatchRow;
  /** Counted from 1. */
  number: number;
  isOnly: boolean;
  problem: string | undefined;
  /** The id of a datalist of paths. */
  list: string;
  onChange: (change: Partial<PatchRow>) => void;
  onRemove: () => void;
}

/** A single change: a path and its new value. */
export function PatchRowFields(props: PatchRowFieldsProps) {
  const { row, number, isOnly, problem, list, onChange, onRemove } = props;
  const errorId = `patch-${row.key}-error`;
  const described = { "aria-invalid": problem !== undefined, "aria-describedby": errorId };
  return (
    <li className="grid gap-1.5">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-1.5">
        <Select
          aria-label={bulkTexts.rowKind(number)}
          value={row.kind}
          onChange={({ target }) => onChange({ kind: target.value === "unset" ? "unset" : "set" })}
        >
          <option value="set">{bulkTexts.set}</option>
          <option value="unset">{bulkTexts.unset}</option>
        </Select>
        <Input
          {...described}
          aria-label={bulkTexts.rowPath(number)}
          placeholder={bulkTexts.pathExample}
          list={list}
          spellCheck={false}
          autoCapitalize="off"
          value={row.path}
          onChange={({ target }) => onChange({ path: target.value })}
          className="h-8 font-mono text-[0.8125rem]"
        />
        <Button
          variant="ghost"
          size="icon-small"
          aria-label={bulkTexts.removeRow(number)}
          disabled={isOnly}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
        {row.kind === "set" && (
          <Input
            {...described}
            aria-label={bulkTexts.rowValue(number)}
            placeholder={bulkTexts.valuePlaceholder}
            spellCheck={false}
            autoCapitalize="off"
            value={row.value}
            onChange={({ target }) => onChange({ value: target.value })}
            className="col-start-2 h-8 font-mono text-[0.8125rem]"
          />
        )}
      </div>
      <FieldError id={errorId}>{problem && bulkTexts.rowProblem(row.path, problem)}</FieldError>
    </li>
  );
}
