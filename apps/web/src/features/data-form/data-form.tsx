"use client";
import type { JsonObject } from "@roster/contract/json";
import { FieldError } from "@/components/ui/field";
import { dataFormTexts } from "@/features/data-form/texts";
import { AnyField } from "./any-field";
import { DataFormContext, type DataFormState } from "./form-context";
import { fieldOf } from "./field-of";
import { ObjectFields } from "./object-fields";
import { fieldId } from "./path";
import { useMessages } from "./use-messages";

interface DataFormProps {
  state: DataFormState;
  value: JsonObject;
}

/** A user's data as a form that the app's schema draws. It has no button of its own. */
export function DataForm({ state, value }: DataFormProps) {
  const { shape } = fieldOf(state.root, state.root);
  // A root that only combines others says nothing of keys: they are drawn by what they hold.
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
        <Whole />
        <ObjectFields path={[]} schema={schema} value={value} Field={AnyField} />
      </div>
    </DataFormContext>
  );
}

/** What is wrong with the data as a whole. */
function Whole() {
  return <FieldError id={`${fieldId([])}-error`}>{useMessages([], { isLeaf: false })}</FieldError>;
}
