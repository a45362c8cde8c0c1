"use client";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { removalTexts } from "./texts";
import type { Removal } from "./use-removal";

const modes = [
  { value: "soft", label: removalTexts.modes.soft },
  { value: "hard", label: removalTexts.modes.hard },
] as const;

interface RemovalFieldsProps {
  removal: Removal;
  /** The users are in the trash, so that they can only be removed for good. */
  isInTrash: boolean;
  softEffect: string;
  /** What is lost by removing for good. */
  hardEffect: string;
}

/** Chooses between the trash and removing for good, and explains the choice. */
export function RemovalFields(props: RemovalFieldsProps) {
  const { removal, isInTrash, softEffect, hardEffect } = props;
  const { mode, setMode, isErasing, setErasing } = removal;
  return (
    <>
      {!isInTrash && (
        <SegmentedControl
          label={removalTexts.mode}
          options={modes}
          value={mode}
          onChange={setMode}
        />
      )}
      {mode === "soft" ? (
        <p>{softEffect}</p>
      ) : (
        <>
          <p>{hardEffect}</p>
          <div className="flex items-start justify-between gap-6">
            <div>
              <label
                htmlFor="erase-id"
                id="erase-id-label"
                className="text-sm font-medium text-ink"
              >
                {removalTexts.eraseId}
              </label>
              <p id="erase-id-hint">{removalTexts.eraseIdHint}</p>
            </div>
            <Switch
              id="erase-id"
              isOn={isErasing}
              onChange={setErasing}
              describedBy="erase-id-hint"
            />
          </div>
        </>
      )}
    </>
  );
}
