"use client";
import { type App, UserReads } from "@roster/contract";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import { useCan } from "@/features/access/access";
import { ReadOnlyNotice } from "@/features/access/read-only-notice";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { RadioOption } from "../radio-option";
import { PublicFields } from "./public-fields";
import { userReadsTexts as texts } from "./texts";

export type ReadPolicy = Pick<App, "userReads" | "publicFields">;

/** Which users a user token can read, and which of their data. */
export function UserReadsSettings({ policy }: { policy: ReadPolicy }) {
  const trpc = useTRPC();
  const router = useRouter();
  const canSave = useCan()("apps.setUserReads");
  const [userReads, setUserReads] = useState(policy.userReads);
  const [publicFields, setPublicFields] = useState(policy.publicFields);
  const save = useMutation(
    trpc.apps.setUserReads.mutationOptions({
      onSuccess(saved) {
        router.refresh(); // the policy comes from the server
        toast.success(texts.saved, texts.savedText(texts.modes[saved.userReads].label));
      },
    }),
  );
  const isChanged =
    userReads !== policy.userReads ||
    JSON.stringify(publicFields) !== JSON.stringify(policy.publicFields);

  return (
    <Card title={texts.title}>
      <div className="grid gap-4 p-5">
        <p className="max-w-3xl text-sm text-muted">{texts.description}</p>
        <fieldset disabled={!canSave} className="grid gap-1">
          <legend className="mb-2 text-sm font-medium">{texts.label}</legend>
          {UserReads.options.map((option) => (
            <RadioOption
              key={option}
              {...texts.modes[option]}
              id={`reads-${option}`}
              name="reads"
              isChosen={userReads === option}
              onChoose={() => setUserReads(option)}
            />
          ))}
        </fieldset>
        {userReads !== "self" && (
          <VisibleFields fields={publicFields} isReadOnly={!canSave} onChange={setPublicFields} />
        )}
        <p className="text-sm text-muted">{texts.applied}</p>
        <FieldError id="reads-error">{save.error && errorMessage(save.error)}</FieldError>
        {canSave ? (
          <Button
            variant="primary"
            className="justify-self-end"
            isBusy={save.isPending}
            disabled={!isChanged}
            onClick={() =>
              save.mutate({ userReads, publicFields: publicFields && [...publicFields] })
            }
          >
            {texts.save}
          </Button>
        ) : (
          <ReadOnlyNotice />
        )}
      </div>
    </Card>
  );
}

interface VisibleFieldsProps {
  /** Null: everything. */
  fields: readonly string[] | null;
  isReadOnly: boolean;
  onChange: (fields: string[] | null) => void;
}

const choices = [
  { value: "everything", label: texts.everything },
  { value: "chosen", label: texts.chosen },
] as const;

/** What a user token sees of other users. */
function VisibleFields({ fields, isReadOnly, onChange }: VisibleFieldsProps) {
  return (
    <fieldset disabled={isReadOnly} className="grid min-w-0 gap-3 border-t pt-4">
      <legend className="float-left mb-2 text-sm font-medium">{texts.fields}</legend>
      <SegmentedControl
        label={texts.fields}
        options={choices}
        value={fields === null ? "everything" : "chosen"}
        onChange={(choice) => onChange(choice === "everything" ? null : [])}
      />
      <p className="max-w-3xl text-sm text-muted">
        {fields === null ? texts.everythingHint : texts.chosenHint}
      </p>
      {fields !== null && (
        <PublicFields
          paths={fields}
          isReadOnly={isReadOnly}
          onChange={(paths) => onChange([...paths])}
        />
      )}
    </fieldset>
  );
}
