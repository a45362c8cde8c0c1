import { z } from "zod";
import { startChild } from "../subjects/child.js";
import { credentials } from "../subjects/roster.js";
import type { Subject } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

const Measured = z.object({ seconds: z.number() });

/** A user's program, fresh each round: what it does before it is warm counts. */
export const clientCase: BenchCase = {
  name: "client@64",
  says: "a program that adds many users, 64 at a time: @roster/client, and fetch to the limit",
  async lanes(stage) {
    const limit = await stage.subject("limit", "tables");
    const roster = await stage.subject("roster", "tables");
    return [
      clientLane(stage, { name: "limit", subject: limit, program: "add-by-fetch.js" }),
      clientLane(stage, { name: "roster", subject: roster, program: "add-by-client.js" }),
    ];
  },
};

interface ClientLane {
  readonly name: string;
  readonly subject: Subject;
  readonly program: string;
}

function clientLane(stage: Stage, { name, subject, program }: ClientLane): Lane {
  const { clientAdds } = stage.options.scale;
  let rounds = 0;
  return {
    name,
    unit: "/s",
    async measure() {
      rounds += 1;
      await using child = startChild(new URL(`../client/${program}`, import.meta.url), {
        args: [
          `http://127.0.0.1:${subject.port}`,
          credentials.apiKey,
          credentials.apiSecret,
          String(clientAdds),
          `round-${rounds}`,
        ],
      });
      const { seconds } = Measured.parse(await child.nextMessage());
      return { value: clientAdds / seconds };
    },
  };
}
