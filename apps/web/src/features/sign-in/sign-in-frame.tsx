import type { ReactNode } from "react";
import { Logo } from "@/components/logo";

interface SignInFrameProps {
  title: string;
  description: ReactNode;
  children: ReactNode;
}

/** The page around the forms for people who are not signed in. */
export function SignInFrame({ title, description, children }: SignInFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <main className="flex flex-col border-r bg-surface px-6 py-8 sm:px-12 lg:py-10">
        <Logo />
        <div className="m-auto w-full max-w-[23rem] py-12">
          <h1 className="text-title font-semibold tracking-[-0.022em]">{title}</h1>
          <p className="mt-1.5 mb-8 text-muted">{description}</p>
          {children}
        </div>
      </main>
      <RuledPage />
    </div>
  );
}

const lines = Array.from({ length: 40 }, (_, index) => index + 1);

/** Decoration: a page of a register with numbered lines. */
function RuledPage() {
  return (
    <div aria-hidden className="ruled relative hidden overflow-hidden lg:block">
      <ol className="absolute inset-y-0 w-14 pr-4 text-right font-mono text-xs text-line-strong">
        {lines.map((line) => (
          <li key={line} className="h-10 leading-10">
            {line}
          </li>
        ))}
      </ol>
    </div>
  );
}
