import { CodeBlock } from "@/components/code-block";
import { playgroundTexts } from "@/features/playground/texts";
import type { CallResult } from "./call-procedure";

const milliseconds = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** The result of a call, announced to screen readers. */
export function CallResponse({ result }: { result: CallResult }) {
  const { code, isOk, message, requestId, text } = result;
  return (
    <section aria-live="polite" className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <h3 className="sr-only">{playgroundTexts.response}</h3>
        <span
          className={`rounded-md px-2 py-0.5 font-mono text-[0.8125rem] font-medium ${isOk ? "bg-accent-soft text-accent" : "bg-danger-soft text-danger"}`}
        >
          {code ?? playgroundTexts.error}
        </span>
        <span className="text-muted tabular-nums">
          {playgroundTexts.took(milliseconds.format(result.milliseconds))}
        </span>
        {requestId !== undefined && (
          <span className="min-w-0 truncate text-muted">
            {playgroundTexts.request} <code className="font-mono text-xs">{requestId}</code>
          </span>
        )}
      </div>
      {message !== undefined && <p className="text-sm text-danger wrap-anywhere">{message}</p>}
      {text !== "" && (
        <div className="[&_pre]:max-h-[30rem]">
          <CodeBlock code={text} name={isOk ? playgroundTexts.response : playgroundTexts.error} />
        </div>
      )}
    </section>
  );
}
