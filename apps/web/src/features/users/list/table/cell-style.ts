const times = "w-30 text-right whitespace-nowrap text-muted @2xl:w-36";

/** For the default columns, which adapt to little space: on a phone, or next to an open user. */
const fluid: Readonly<Record<string, string>> = {
  id: "max-w-0 text-left @2xl:w-[26%] @2xl:truncate",
  data: "hidden max-w-0 text-left @2xl:table-cell",
  version: "hidden w-26 text-right text-muted tabular-nums @2xl:table-cell",
  createdAt: times,
  updatedAt: times,
  deletedAt: times,
};

const fixed: Readonly<Record<string, string>> = {
  version: "truncate text-right text-muted tabular-nums",
  createdAt: "truncate text-right text-muted",
  updatedAt: "truncate text-right text-muted",
};

export function cellStyle(path: string, { isFluid }: { readonly isFluid: boolean }): string {
  return (isFluid ? fluid : fixed)[path] ?? "truncate text-left";
}
