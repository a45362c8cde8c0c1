"use client";
import type { ApiKey } from "@roster/contract";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Allowed } from "@/features/access/access";
import { apiKeysTexts } from "@/features/api-keys/texts";

const EditDialog = dynamic(() => import("./edit-dialog").then((module) => module.EditDialog));
const RotateDialog = dynamic(() => import("./rotate-dialog").then((module) => module.RotateDialog));

/** The buttons that edit and rotate a key. */
export function ChangeApiKey({ apiKey }: { apiKey: ApiKey }) {
  // Loaded when first opened, and kept mounted so that their closing animations play.
  const [isEditing, setEditing] = useState<boolean>();
  const [isRotating, setRotating] = useState<boolean>();
  const { edit, rotate } = apiKeysTexts;
  return (
    <>
      <Allowed to="apiKeys.update">
        <Button
          size="small"
          aria-label={edit.buttonNamed(apiKey.name)}
          onClick={() => setEditing(true)}
        >
          {edit.button}
        </Button>
      </Allowed>
      <Allowed to="apiKeys.rotate">
        <Button
          size="small"
          aria-label={rotate.buttonNamed(apiKey.name)}
          onClick={() => setRotating(true)}
        >
          {rotate.button}
        </Button>
      </Allowed>
      {isEditing !== undefined && (
        <EditDialog apiKey={apiKey} isOpen={isEditing} onOpenChange={setEditing} />
      )}
      {isRotating !== undefined && (
        <RotateDialog apiKey={apiKey} isOpen={isRotating} onOpenChange={setRotating} />
      )}
    </>
  );
}
