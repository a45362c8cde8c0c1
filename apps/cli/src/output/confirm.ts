import { createInterface } from "node:readline/promises";
import { AppError } from "@roster/contract";

/** Exit code of a command whose confirmation was declined. */
export const DECLINED_EXIT_CODE = 1;

/** The confirmation was declined. */
export class ConfirmationDeclined extends Error {}

/**
 * Asks for confirmation on the terminal. Resolves only for "yes".
 *
 * @throws Declined for any other answer; AppError INVALID without a terminal.
 */
export async function confirm(question: string): Promise<void> {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY || !output.isTTY) {
    throw new AppError(
      "INVALID",
      "There is no terminal for the confirmation; use --yes to skip it",
    );
  }
  const terminal = createInterface({ input, output });
  const closed = new AbortController();
  terminal.once("close", () => closed.abort());
  // End by the signal, as without a prompt, so that a shell loop ends too.
  terminal.once("SIGINT", () => {
    terminal.close();
    process.kill(process.pid, "SIGINT");
  });
  const { signal } = closed;
  const answer = await terminal.question(`${question} [y/N] `, { signal }).catch(() => "");
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new ConfirmationDeclined("Nothing was changed.");
}
