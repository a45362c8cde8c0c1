"use client";
import type { ProcedureDescription } from "@roster/api";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { Select } from "@/components/ui/select";
import { playgroundTexts } from "@/features/playground/texts";
import { ProcedureList } from "./procedure-list";

// Rendered only in the browser, which stores the last input.
const ProcedurePanel = dynamic(
  () => import("./procedure-panel").then((module) => module.ProcedurePanel),
  { ssr: false, loading: () => <div className="skeleton h-96 rounded-2xl" /> },
);

interface PlaygroundPageProps {
  procedures: readonly ProcedureDescription[];
  apiUrl: string;
}

/** The procedure is in the URL, so a link opens the same one. */
export function PlaygroundPage({ procedures, apiUrl }: PlaygroundPageProps) {
  const requested = useSearchParams().get("procedure");
  const selected = procedures.find(({ path }) => path === requested) ?? procedures[0];
  const select = (path: string) =>
    window.history.replaceState(null, "", `?procedure=${encodeURIComponent(path)}`);
  return (
    <>
      <PageHeader title={playgroundTexts.title} description={playgroundTexts.description} />
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label={playgroundTexts.procedures} className="hidden lg:block">
          <ProcedureList procedures={procedures} selected={selected?.path} onSelect={select} />
        </nav>
        <label className="grid gap-1.5 text-sm font-medium lg:hidden">
          {playgroundTexts.procedure}
          <Select isWide value={selected?.path} onChange={({ target }) => select(target.value)}>
            {procedures.map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </Select>
        </label>
        {selected && <ProcedurePanel key={selected.path} procedure={selected} apiUrl={apiUrl} />}
      </div>
    </>
  );
}
