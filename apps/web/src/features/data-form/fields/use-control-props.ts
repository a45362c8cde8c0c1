import { formatPath } from "@roster/contract/json";
import { useDataForm } from "../form-context";
import { type DataPath, fieldId, startsWithPath } from "../model/data-path";

/** The errors at a path. A leaf has no fields inside it, so it also shows the errors below its path. */
export function useErrorText(path: DataPath, { isLeaf }: { isLeaf: boolean }): string | undefined {
  const { issues, drafts } = useDataForm();
  const draft = drafts.get(fieldId(path))?.message;
  const found = issues
    .filter((issue) => startsWithPath(issue.path, path))
    .filter((issue) => isLeaf || issue.path.length === path.length)
    .map((issue) => {
      const inner = formatPath(issue.path.slice(path.length));
      return inner === "" ? issue.message : `${inner}: ${issue.message}`;
    });
  const messages = draft === undefined ? found : [draft, ...found];
  return messages.length === 0 ? undefined : capitalized(messages.join("; "));
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Connects a control to its label, error and hint. */
export function useControlProps(path: DataPath, { isDescribed }: { isDescribed: boolean }) {
  const id = fieldId(path);
  const isWrong = useErrorText(path, { isLeaf: true }) !== undefined;
  return {
    id,
    "aria-invalid": isWrong,
    "aria-describedby": isDescribed ? `${id}-error ${id}-hint` : `${id}-error`,
  };
}
