import { CopyButton } from "@/components/ui/copy-button";

interface SecretValueProps {
  name: string;
  text: string;
  /** The label of the copy button. */
  copy: string;
}

/** A value that is shown once, in full, with a copy button. */
export function SecretValue({ name, text, copy }: SecretValueProps) {
  return (
    <div>
      <dt className="text-sm font-medium">{name}</dt>
      <dd className="mt-1.5 flex items-center justify-between gap-2 rounded-lg border bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{text}</code>
        <CopyButton text={text} label={copy} />
      </dd>
    </div>
  );
}
