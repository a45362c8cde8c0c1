"use client";
import type { ProcedureDescription } from "@roster/api";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { Select } from "@/components/ui/select";
import { playgroundTexts } from "@/features/playground/texts";
import { ProcedureList } from "./procedure-list";

// In the browser alone: what was run last is kept there.
const ProcedurePanel = dynamic(
  () => import("./procedure-panel").then((module) => module.ProcedurePanel),
  { ssr: false, loading: () => <div className="skeleton h-96 rounded-2xl" /> },
);

interface PlaygroundPageProps {
  procedures: readonly ProcedureDescription[];
  apiUrl: string;
}

/** The procedure stands in the address: a link shows the same. */
export function PlaygroundPage({ procedures, apiUrl }: PlaygroundPageProps) {
  const asked = useSearchParams().get("procedure");
  const chosen = procedures.find(({ path }) => path === asked) ?? procedures[0];
  const choose = (path: string) =>
    window.history.replaceState(null, "", `?procedure=${encodeURIComponent(path)}`);
  return (
    <>
      <PageHeader title={playgroundTexts.title} description={playgroundTexts.description} />
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label={playgroundTexts.procedures} className="hidden lg:block">
          <ProcedureList procedures={procedures} chosen={chosen?.path} onChoose={choose} />
        </nav>
        <label className="grid gap-1.5 text-sm font-medium lg:hidden">
          {playgroundTexts.procedure}
          <Select isWide value={chosen?.path} onChange={({ target }) => choose(target.value)}>
            {procedures.map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </Select>
        </label>
        {chosen && <ProcedurePanel key={chosen.path} procedure={chosen} apiUrl={apiUrl} />}
      </div>
    </>
  );
}
