import type { UserLine } from "@roster/client/files";
import { formatPath } from "@roster/contract/json";
import { importTexts } from "@/features/import/texts";

const texts = importTexts.preview;

/** The first lines as users, or their errors; a placeholder until they are read. */
export function PreviewTable({ lines }: { lines: readonly UserLine[] | undefined }) {
  if (!lines) {
    return (
      <div role="status" className="p-5">
        <span className="sr-only">{texts.reading}</span>
        <div className="skeleton h-24" aria-hidden />
      </div>
    );
  }
  if (lines.length === 0) return <p className="px-5 py-4 text-sm text-muted">{texts.empty}</p>;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={texts.label}>
      <table className="w-full text-left text-sm">
        <thead className="text-xs text-muted">
          <tr className="border-b">
            <th className="py-2.5 pr-4 pl-5 font-medium">{texts.line}</th>
            <th className="px-4 font-medium">{texts.id}</th>
            <th className="px-4 font-medium">{texts.data}</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {lines.map((line) => (
            <tr key={line.line} className="align-baseline">
              <td className="py-2 pr-4 pl-5 text-muted tabular-nums">{line.line}</td>
              <Line line={line} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line }: { line: UserLine }) {
  const code = "max-w-96 truncate px-4 font-mono text-[0.8125rem]";
  if ("user" in line) {
    return (
      <>
        <td className={code}>{line.user.id}</td>
        <td className={code}>{line.user.dataText}</td>
      </>
    );
  }
  return (
    <td colSpan={2} className="px-4 text-danger wrap-anywhere">
      {line.issues.map(({ path, message }) => `${formatPath(path)} ${message}`.trim()).join("; ")}
    </td>
  );
}
