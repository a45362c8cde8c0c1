import { isAppError } from "@roster/contract";

/** Prints an expected error as one line and sets exit code 1; any other error keeps its stack trace. */
export async function reportFailure(summary: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isAppError(error)) throw error;
    console.error(`${summary}. ${error.message}`);
    process.exitCode = 1;
  }
}
