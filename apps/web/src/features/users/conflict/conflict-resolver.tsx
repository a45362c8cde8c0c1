"use client";
import type { User } from "@/lib/trpc/user";
import { dataTextOf, formatPath } from "@roster/contract/json";
import { useState } from "react";
import { Card } from "@/components/card";
import { focusOnMount } from "@/lib/focus-on-mount";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { conflictTexts } from "@/features/users/conflict/texts";
import { RelativeTime } from "@/components/time";
import { differenceId, findDifferences, mergeSides, type Side } from "./differences";
import { DifferenceRow } from "./difference-row";

interface ConflictResolverProps {
  /** The version that editing started from. */
  before: User;
  theirs: User;
  /** The token of your data. */
  yours: string;
  isBusy: boolean;
  error: string | undefined;
  onSave: (data: string) => void;
  /** Discards your changes. */
  onTakeTheirs: () => void;
  /** Returns to the editor with this data. */
  onEdit: (data: string) => void;
}

/** Resolves two concurrent changes of a user by choosing a side for each difference. */
export function ConflictResolver(props: ConflictResolverProps) {
  const { before, theirs, yours, isBusy, error, onSave, onTakeTheirs, onEdit } = props;
  const theirData = dataTextOf(theirs);
  const differences = findDifferences({ before: dataTextOf(before), theirs: theirData, yours });
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(
    // A value that only one side changed defaults to that side.
    () =>
      new Map(
        differences.flatMap(({ path, changedBy }): [string, Side][] =>
          changedBy === "both"
            ? []
            : [[differenceId(path), changedBy === "you" ? "yours" : "theirs"]],
        ),
      ),
  );
  const open = differences.filter(({ path }) => !choices.has(differenceId(path))).length;
  const merge = () => mergeSides({ theirs: theirData, yours }, (id) => choices.get(id) ?? "yours");

  return (
    <Card title={conflictTexts.title(theirs.version)}>
      <div className="grid gap-5 p-5">
        <p ref={focusOnMount} tabIndex={-1} className="max-w-3xl text-sm text-muted outline-none">
          {conflictTexts.explanation(
            before.version,
            theirs.version,
            <RelativeTime at={theirs.updatedAt} />,
          )}
        </p>
        {differences.length === 0 && <p className="text-sm">{conflictTexts.same}</p>}
        <ul aria-label={conflictTexts.differences} className="grid gap-4 empty:hidden">
          {differences.map((difference) => {
            const id = differenceId(difference.path);
            return (
              <DifferenceRow
                key={id}
                name={formatPath(difference.path)}
                difference={difference}
                chosen={choices.get(id)}
                onChoose={(side) => setChoices((made) => new Map([...made, [id, side]]))}
              />
            );
          })}
        </ul>
        <FieldError id="conflict-error">{error}</FieldError>
        <ConflictActions
          open={open}
          isBusy={isBusy}
          onTakeTheirs={onTakeTheirs}
          onKeepMine={() => onSave(yours)}
          onEdit={() => onEdit(merge())}
          onSave={() => onSave(merge())}
        />
      </div>
    </Card>
  );
}

interface ConflictActionsProps {
  /** How many differences still need a choice. */
  open: number;
  isBusy: boolean;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
  onEdit: () => void;
  onSave: () => void;
}

function ConflictActions(props: ConflictActionsProps) {
  const { open, isBusy, onTakeTheirs, onKeepMine, onEdit, onSave } = props;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t pt-5">
      {open > 0 && (
        <p role="status" className="mr-auto text-sm text-muted">
          {conflictTexts.open(open)}
        </p>
      )}
      <Button disabled={isBusy} onClick={onTakeTheirs}>
        {conflictTexts.takeTheirs}
      </Button>
      <Button disabled={isBusy} onClick={onKeepMine}>
        {conflictTexts.keepMine}
      </Button>
      <Button disabled={isBusy} onClick={onEdit}>
        {conflictTexts.editResult}
      </Button>
      <Button variant="primary" isBusy={isBusy} disabled={open > 0} onClick={onSave}>
        {conflictTexts.saveResult}
      </Button>
    </div>
  );
}
