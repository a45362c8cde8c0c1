import { componentTexts } from "@/components/texts";

/** A bulleted list as the mark, followed by the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g className="stroke-on-accent" strokeWidth="2.6" strokeLinecap="round">
          <path d="M14.5 10H24M14.5 16H24M14.5 22h5" />
        </g>
        <g className="fill-on-accent">
          <circle cx="9" cy="10" r="1.9" />
          <circle cx="9" cy="16" r="1.9" />
          <circle cx="9" cy="22" r="1.9" />
        </g>
      </svg>
      <span className="text-[1.0625rem] font-semibold tracking-[-0.02em]">
        {componentTexts.name}
      </span>
    </span>
  );
}
