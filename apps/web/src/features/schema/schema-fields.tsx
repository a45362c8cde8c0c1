import type { JsonObject } from "@roster/contract/json";
import { schemaTexts } from "@/features/schema/texts";
import { isOpenSchema, schemaRows } from "./schema-rows";

/** The fields that the schema defines. */
export function SchemaFields({ schema }: { schema: JsonObject }) {
  const rows = schemaRows(schema);
  const texts = schemaTexts.fields;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={texts.label}>
      {rows.length > 0 && (
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-muted">
            <tr className="border-b">
              <th className="py-2.5 pr-4 pl-5 font-medium">{texts.field}</th>
              <th className="px-4 font-medium">{texts.type}</th>
              <th className="px-4 font-medium">{texts.required}</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map(({ path, type, isRequired, description }) => (
              <tr key={path} className="align-baseline">
                <td className="py-2.5 pr-4 pl-5">
                  <code className="font-mono text-[0.8125rem] wrap-anywhere">{path}</code>
                  {description && <p className="text-xs text-muted">{description}</p>}
                </td>
                <td className="px-4 text-muted wrap-anywhere">{type}</td>
                <td className="px-4 text-muted">{isRequired ? texts.required : texts.optional}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="px-5 py-3.5 text-sm text-muted not-first:border-t">
        {rows.length === 0 && texts.none} {isOpenSchema(schema) ? texts.isOpen : texts.isClosed}
      </p>
    </div>
  );
}
