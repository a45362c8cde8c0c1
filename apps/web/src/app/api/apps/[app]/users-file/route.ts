import { parseFilter } from "@roster/contract/filter";
import { getHost } from "@/server/page-host";
import { readSession } from "@/server/session";
import { usersTexts } from "@/features/users/list/texts";
import { readExportAddress } from "@/features/users/export/export-address";
import type { FilterReading } from "@/features/users/filter/read-filter";
import { toMatch } from "@/features/users/list/view";

/** All whom the view in the address finds, as a file. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/apps/[app]/users-file">,
): Promise<Response> {
  const { view, format, isPacked } = readExportAddress(new URL(request.url).searchParams);
  const reading: FilterReading | undefined =
    view.filter === "" ? undefined : parseFilter(view.filter);
  if (reading?.error) {
    const { column, message } = reading.error;
    return new Response(usersTexts.filterFailed(column, message), { status: 400 });
  }
  return getHost().handleUsersFile(request, {
    session: await readSession(),
    appId: (await params).app,
    file: { ...toMatch(view, reading?.where), sort: view.sort, format, gzip: isPacked },
  });
}
