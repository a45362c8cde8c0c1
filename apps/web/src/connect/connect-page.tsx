"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AppLink } from "@/apps/app-link";
import { CodeBlock } from "@/components/code-block";
import { PageHeader } from "@/components/page-header";
import { CopyButton } from "@/components/ui/copy-button";
import { useTRPC } from "@/trpc/client";
import { cliSnippet, curlSnippet, typescriptSnippet } from "./snippets";

export function ConnectPage({ apiUrl }: { apiUrl: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apiKeys.list.queryOptions());
  const apiKey = data.apiKeys.findLast(({ revokedAt }) => revokedAt === null)?.key;
  const connection = { apiUrl, apiKey };
  return (
    <>
      <PageHeader title="Connect" description="What an application needs to reach this roster." />
      <dl className="mb-8 grid gap-px overflow-hidden rounded-2xl border bg-line sm:grid-cols-3">
        <Value name="API address" text={apiUrl} />
        {apiKey === undefined ? (
          <Fact name="API key">
            None is in force. <AddKeyLink>Add one</AddKeyLink>
          </Fact>
        ) : (
          <Value name="API key" text={apiKey} />
        )}
        <Fact name="API secret">
          Never shown again. <AddKeyLink>Add a key</AddKeyLink> if it is lost.
        </Fact>
      </dl>
      <div className="grid gap-6">
        <Way title="From a backend" code={typescriptSnippet(connection)} name="TypeScript">
          The typed client. It signs its calls with the secret, so keep it off the browser.
        </Way>
        <Way title="With curl" code={curlSnippet(connection)} name="curl">
          Plain tRPC over HTTP: JSON in, JSON out.
        </Way>
        <Way title="On the command line" code={cliSnippet(connection)} name="Shell">
          <code className="font-mono text-[0.9em]">roster --help</code> tells the rest.
        </Way>
      </div>
    </>
  );
}

interface WayProps {
  title: string;
  code: string;
  name: string;
  children: ReactNode;
}

function Way({ title, code, name, children }: WayProps) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t pt-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <p className="mt-1 text-sm text-muted">{children}</p>
      </div>
      <CodeBlock code={code} name={name} />
    </section>
  );
}

function Value({ name, text }: { name: string; text: string }) {
  return (
    <Fact name={name}>
      <span className="flex items-center justify-between gap-2">
        <code className="min-w-0 truncate font-mono text-[0.8125rem] text-ink">{text}</code>
        <CopyButton text={text} label={`Copy the ${name}`} className="-my-1" />
      </span>
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-5 py-3.5">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd className="mt-1 text-sm text-muted">{children}</dd>
    </div>
  );
}

function AddKeyLink({ children }: { children: ReactNode }) {
  return (
    <AppLink
      href="/api-keys"
      className="rounded-sm font-medium text-accent underline underline-offset-3"
    >
      {children}
    </AppLink>
  );
}
