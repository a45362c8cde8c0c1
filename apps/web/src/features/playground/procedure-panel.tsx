"use client";
import type { ProcedureDescription } from "@roster/api";
import { useState } from "react";
import { useConnection } from "@/features/connect/use-connection";
import { isJsonObject } from "@/lib/json";
import { playgroundTexts } from "@/features/playground/texts";
import { CallResponse } from "./call-response";
import { CallCode } from "./call-code";
import { loadInput, removeInput } from "./saved-input";
import { ProcedureForm } from "./procedure-form";
import { useProcedureCall } from "./use-procedure-call";

interface ProcedurePanelProps {
  procedure: ProcedureDescription;
  apiUrl: string;
}

/** One procedure: its description, input and response, and the call as code. */
export function ProcedurePanel({ procedure, apiUrl }: ProcedurePanelProps) {
  const { path, kind, summary, isDestructive, input } = procedure;
  const example = isJsonObject(procedure.example) ? JSON.stringify(procedure.example) : "{}";
  const [initial, setInitial] = useState(() => loadInput(path) ?? example);
  const [formKey, setFormKey] = useState(0);
  const { run, isRunning, result, lastInput } = useProcedureCall(path);
  const connection = useConnection(apiUrl);

  function reset() {
    removeInput(path);
    setInitial(example);
    setFormKey(formKey + 1);
  }

  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-5">
      <div>
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="font-mono text-lg font-semibold">{path}</span>
          <Badge>{playgroundTexts.kinds[kind]}</Badge>
          {isDestructive && <Badge isBad>{playgroundTexts.destructive}</Badge>}
        </h2>
        {summary && <p className="mt-1 text-muted">{summary}</p>}
      </div>
      <ProcedureForm
        key={formKey}
        procedure={procedure}
        initial={initial}
        isRunning={isRunning}
        onRun={(value) => void run(value)}
        onReset={reset}
      />
      {result && <CallResponse result={result} />}
      <CallCode
        procedure={procedure}
        input={input === null ? null : (lastInput ?? initial)}
        connection={connection}
      />
    </div>
  );
}

function Badge({ isBad = false, children }: { isBad?: boolean; children: string }) {
  return (
    <span
      className={`rounded-md px-2 py-0.5 text-xs font-medium ${isBad ? "bg-danger-soft text-danger" : "bg-accent-soft text-accent"}`}
    >
      {children}
    </span>
  );
}
