import { startSso } from "@/server/single-sign-on";

export function GET(): Promise<Response> {
  return startSso();
}
