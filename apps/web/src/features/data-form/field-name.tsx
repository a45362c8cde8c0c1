import { dataFormTexts } from "@/features/data-form/texts";
import { fieldId, type Path } from "./path";

interface FieldNameProps {
  path: Path;
  label: string;
  typeText: string;
  isRequired: boolean;
  /** Of a group: its parts have names of their own. */
  isGroup?: boolean;
}

/** What a value is called, its key where that is another, and what it is. */
export function FieldName({ path, label, typeText, isRequired, isGroup = false }: FieldNameProps) {
  const id = fieldId(path);
  const key = path.at(-1);
  const style = "text-sm font-medium wrap-anywhere";
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      {isGroup ? (
        <span id={`${id}-label`} className={style}>
          {label}
        </span>
      ) : (
        <label htmlFor={id} id={`${id}-label`} className={style}>
          {label}
        </label>
      )}
      <span className="text-xs text-muted">
        {typeof key === "string" && key !== label && (
          <code className="mr-2 font-mono wrap-anywhere">{key}</code>
        )}
        {isRequired && typeof key === "string" ? dataFormTexts.types.required(typeText) : typeText}
      </span>
    </div>
  );
}
