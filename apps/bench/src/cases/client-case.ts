import { z } from "zod";
import { startChild } from "../subjects/child.js";
import { credentials } from "../subjects/roster.js";
import type { Subject } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

const Measured = z.object({ seconds: z.number() });

/** A new process each round, so that its cold start counts. */
export const clientCase: BenchCase = {
  name: "client@64",
  description:
    "a program that adds many users, 64 at a time: @roster/client, and fetch against the floor",
  async lanes(stage) {
    const floor = await stage.subject("floor", "tables");
    const roster = await stage.subject("roster", "tables");
    return [
      clientLane(stage, { name: "floor", subject: floor, program: "add-by-fetch.js" }),
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
