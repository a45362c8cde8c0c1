import type { ProcedureDescription } from "@roster/api";
import { CodeBlock } from "@/components/code-block";
import type { Connection } from "@/features/connect/use-connection";
import { playgroundTexts } from "@/features/playground/texts";
import { curlCall, typescriptCall } from "./call-snippets";

interface CallCodeProps {
  procedure: ProcedureDescription;
  /** The token of the last input; null if the procedure takes none. */
  input: string | null;
  connection: Connection;
}

/** The same call as code for an application. */
export function CallCode(call: CallCodeProps) {
  return (
    <section className="grid min-w-0 gap-3 border-t pt-5">
      <div>
        <h3 className="font-semibold tracking-tight">{playgroundTexts.code}</h3>
        <p className="mt-0.5 text-sm text-muted">{playgroundTexts.codeHint}</p>
      </div>
      <CodeBlock code={typescriptCall(call)} name="TypeScript" />
      <CodeBlock code={curlCall(call)} name="curl" />
    </section>
  );
}
