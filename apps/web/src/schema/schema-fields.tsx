import type { JsonObject } from "@roster/contract";
import { isOpenSchema, schemaRows } from "./schema-rows";

/** The keys of the data, as the schema names them. */
export function SchemaFields({ schema }: { schema: JsonObject }) {
  const rows = schemaRows(schema);
  const rest = isOpenSchema(schema)
    ? "Keys that are not named here are let through."
    : "Keys that are not named here are refused.";
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Fields of the schema">
      {rows.length > 0 && (
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-muted">
            <tr className="border-b">
              <th className="py-2.5 pr-4 pl-5 font-medium">Field</th>
              <th className="px-4 font-medium">Type</th>
              <th className="px-4 font-medium">Required</th>
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
                <td className="px-4 text-muted">{isRequired ? "Required" : "Optional"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="px-5 py-3.5 text-sm text-muted not-first:border-t">
        {rows.length === 0 && "This schema names no keys. "}
        {rest}
      </p>
    </div>
  );
}
