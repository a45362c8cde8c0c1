import { createInterface } from "node:readline/promises";
import { AppError } from "@roster/contract";

/** Exit code of a command whose question was answered with no. */
export const DECLINED = 1;

/** The user was asked, and said no. */
export class Declined extends Error {}

/**
 * Asks on the terminal. Resolves for yes alone.
 *
 * @throws Declined for any other answer; AppError INVALID where there is no terminal.
 */
export async function confirm(question: string): Promise<void> {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY || !output.isTTY) {
    throw new AppError("INVALID", "There is no terminal to ask on: --yes does it without asking");
  }
  const terminal = createInterface({ input, output });
  const closed = new AbortController();
  terminal.once("close", () => closed.abort());
  // As without a prompt: the process ends by the signal, and a shell's loop with it.
  terminal.once("SIGINT", () => {
    terminal.close();
    process.kill(process.pid, "SIGINT");
  });
  const { signal } = closed;
  const answer = await terminal.question(`${question} [y/N] `, { signal }).catch(() => "");
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Declined("Nothing was changed.");
}
