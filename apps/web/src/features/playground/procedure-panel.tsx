"use client";
import type { ProcedureDescription } from "@roster/api";
import type { JsonObject } from "@roster/contract";
import { useState } from "react";
import { useConnection } from "@/features/connect/use-connection";
import { isJsonObject } from "@/features/data-form/path";
import { playgroundTexts } from "@/features/playground/texts";
import { CallAnswer } from "./call-answer";
import { CallCode } from "./call-code";
import { forget, readKept } from "./kept-input";
import { ProcedureForm } from "./procedure-form";
import { useRun } from "./use-run";

interface ProcedurePanelProps {
  procedure: ProcedureDescription;
  apiUrl: string;
}

/** One procedure: what it does, its input, its answer, and the same as code. */
export function ProcedurePanel({ procedure, apiUrl }: ProcedurePanelProps) {
  const { path, kind, says, isDestructive, input } = procedure;
  const example = isJsonObject(procedure.example) ? procedure.example : {};
  const [initial, setInitial] = useState<JsonObject>(() => readKept(path) ?? example);
  const [turn, setTurn] = useState(0);
  const { run, isRunning, answer, lastInput } = useRun(path);
  const connection = useConnection(apiUrl);

  function reset() {
    forget(path);
    setInitial(example);
    setTurn(turn + 1);
  }

  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-5">
      <div>
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="font-mono text-lg font-semibold">{path}</span>
          <Mark>{playgroundTexts.kinds[kind]}</Mark>
          {isDestructive && <Mark isBad>{playgroundTexts.destructive}</Mark>}
        </h2>
        {says && <p className="mt-1 text-muted">{says}</p>}
      </div>
      <ProcedureForm
        key={turn}
        procedure={procedure}
        initial={initial}
        isRunning={isRunning}
        onRun={(given) => void run(given)}
        onReset={reset}
      />
      {answer && <CallAnswer answer={answer} />}
      <CallCode
        procedure={procedure}
        input={input === null ? null : (lastInput ?? initial)}
        connection={connection}
      />
    </div>
  );
}

function Mark({ isBad = false, children }: { isBad?: boolean; children: string }) {
  return (
    <span
      className={`rounded-md px-2 py-0.5 text-xs font-medium ${isBad ? "bg-danger-soft text-danger" : "bg-accent-soft text-accent"}`}
    >
      {children}
    </span>
  );
}
