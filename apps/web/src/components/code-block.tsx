import { componentTexts } from "@/components/texts";
import { CopyButton } from "./ui/copy-button";

/** A snippet with its language and a copy button. */
export function CodeBlock({ code, name }: { code: string; name: string }) {
  return (
    <figure className="overflow-hidden rounded-xl border bg-sunken">
      <figcaption className="flex items-center justify-between border-b py-1 pr-1.5 pl-4 text-xs font-medium text-muted">
        {name}
        <CopyButton text={code} label={componentTexts.copySnippet(name)} showsText />
      </figcaption>
      <pre
        tabIndex={0}
        aria-label={componentTexts.snippet(name)}
        className="overflow-x-auto px-4 py-3.5 font-mono text-[0.8125rem] leading-[1.65]"
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
