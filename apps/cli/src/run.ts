import { errors } from "@roster/contract";
import { ConfirmationDeclined, DECLINED_EXIT_CODE } from "./output/confirm.js";
import type { Environment } from "./env.js";
import { renderFailureJson, renderFailure, toFailure } from "./output/failure.js";
import { createProgram } from "./program.js";
import { HelpPrinted } from "./output/usage-error.js";

/** Runs a command line. Resolves with the exit code. */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  const { command, cli } = createProgram(environment);
  try {
    await command.parseAsync(expandHelp(args), { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof HelpPrinted) return 0;
    if (error instanceof ConfirmationDeclined) {
      cli.output.note(error.message);
      return DECLINED_EXIT_CODE;
    }
    const failure = await toFailure(error);
    const text = cli.output.isJson ? renderFailureJson(failure) : renderFailure(failure);
    process.stderr.write(`${text}\n`);
    return errors[failure.data.code].exitCode;
  }
}

/** `roster` means `roster --help`, and `roster help users add` means `roster users add --help`. */
function expandHelp(args: readonly string[]): string[] {
  if (args.length === 0) return ["--help"];
  return args[0] === "help" ? [...args.slice(1), "--help"] : [...args];
}
