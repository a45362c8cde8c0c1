"use client";
import { FieldError } from "@/components/ui/field";
import { dataFormTexts } from "@/features/data-form/texts";
import { DataField } from "./fields/data-field";
import { DataFormContext, type DataFormState } from "./form-context";
import { fieldFromSchema } from "./model/field-from-schema";
import { ObjectFields } from "./fields/object-fields";
import { fieldId } from "./model/data-path";
import { useErrorText } from "./fields/use-control-props";

interface DataFormProps {
  state: DataFormState;
  /** The token of the data. */
  token: string;
}

/** A user's data as a form generated from the app's schema, without a submit button. */
export function DataForm({ state, token }: DataFormProps) {
  const { shape } = fieldFromSchema(state.schema, state.schema);
  // A root that only combines schemas declares no keys, so fields are derived from the values.
  const schema = shape.kind === "object" ? shape.schema : {};
  return (
    <DataFormContext value={state}>
      <div
        role="group"
        aria-label={dataFormTexts.data}
        id={fieldId([])}
        tabIndex={-1}
        className="grid max-w-3xl gap-4 outline-none"
      >
        <DataErrors />
        <ObjectFields path={[]} schema={schema} token={token} Field={DataField} />
      </div>
    </DataFormContext>
  );
}

/** Errors that concern the data as a whole. */
function DataErrors() {
  return <FieldError id={`${fieldId([])}-error`}>{useErrorText([], { isLeaf: false })}</FieldError>;
}
