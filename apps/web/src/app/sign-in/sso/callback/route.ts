import { finishSso } from "@/server/single-sign-on";

export function GET(request: Request): Promise<Response> {
  return finishSso(new URL(request.url).searchParams);
}
