const times = "w-30 text-right whitespace-nowrap text-muted md:w-36";

/** Of the table as it comes, which makes room on a small screen. */
const fluid: Readonly<Record<string, string>> = {
  id: "max-w-0 text-left md:w-[26%] md:truncate",
  data: "hidden max-w-0 text-left md:table-cell",
  version: "hidden w-26 text-right text-muted tabular-nums sm:table-cell",
  createdAt: times,
  updatedAt: times,
};

const fixed: Readonly<Record<string, string>> = {
  version: "truncate text-right text-muted tabular-nums",
  createdAt: "truncate text-right text-muted",
  updatedAt: "truncate text-right text-muted",
};

export function cellStyle(path: string, { isFluid }: { readonly isFluid: boolean }): string {
  return (isFluid ? fluid : fixed)[path] ?? "truncate text-left";
}
