import { parseFilter } from "@roster/contract/filter";
import { textResponse, toFetchResponse } from "@roster/http";
import { getHost } from "@/server/page-host";
import { readSession } from "@/server/session";
import { usersTexts } from "@/features/users/list/texts";
import { parseExportUrl } from "@/features/users/export/export-url";
import type { ParsedFilter } from "@/features/users/filter/filter-query";
import { toQuery } from "@/features/users/view/users-view";

/** Exports all users that match the view in the URL as a file. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/apps/[app]/users-file">,
): Promise<Response> {
  const { view, format, isCompressed } = parseExportUrl(new URL(request.url).searchParams);
  const reading: ParsedFilter | undefined =
    view.filter === "" ? undefined : parseFilter(view.filter);
  if (reading?.error) {
    const { column, message } = reading.error;
    return toFetchResponse(textResponse(400, usersTexts.invalidFilter(column, message)));
  }
  return getHost().handleUsersFile(request, {
    session: await readSession(),
    appId: (await params).app,
    file: { ...toQuery(view, reading?.where), sort: view.sort, format, gzip: isCompressed },
  });
}
