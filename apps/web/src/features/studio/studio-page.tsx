import { CircleAlert } from "lucide-react";
import { CodeBlock } from "@/components/code-block";
import { PageHeader } from "@/components/page-header";
import { studioTexts } from "@/features/studio/texts";
import { type Engine, localCommand, remoteCommands } from "./commands";

/** How to start the official Studio, which runs next to the dashboard, not in it (docs/adr/0034). */
export function StudioPage({ engine }: { engine: Engine }) {
  const { local, remote, caution } = studioTexts;
  return (
    <>
      <PageHeader
        title={studioTexts.title}
        description={studioTexts.description}
        actions={
          <p className="rounded-lg border bg-surface px-3 py-1.5 text-sm">
            <span className="text-muted">{studioTexts.database}: </span>
            {studioTexts.engines[engine]}
          </p>
        }
      />
      <div className="grid gap-6">
        <CommandSection {...local} code={localCommand(engine)} />
        <CommandSection {...remote} code={remoteCommands(engine)} />
        <section className="rounded-2xl border bg-notice-soft px-5 py-4">
          <h2 className="flex items-center gap-2 font-semibold tracking-tight">
            <CircleAlert className="size-4 text-notice" aria-hidden />
            {caution.title}
          </h2>
          <ul className="mt-2 grid list-disc gap-1.5 pl-5 text-sm">
            {caution.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

interface CommandSectionProps {
  title: string;
  description: string;
  code: string;
}

function CommandSection({ title, description, code }: CommandSectionProps) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-3 border-t pt-6 lg:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div>
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      <CodeBlock code={code} name={studioTexts.shell} />
    </section>
  );
}
