import { errors } from "@roster/contract";
import { Declined, DECLINED } from "./output/confirm.js";
import type { Environment } from "./env.js";
import { failureAsJson, failureAsText, toFailure } from "./output/failure.js";
import { createProgram } from "./program.js";
import { Printed } from "./output/usage-error.js";

/** Does what the command line says. Resolves with the exit code. */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  const { command, cli } = createProgram(environment);
  try {
    await command.parseAsync(spelledOut(args), { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof Printed) return 0;
    if (error instanceof Declined) {
      cli.output.note(error.message);
      return DECLINED;
    }
    const failure = await toFailure(error);
    const text = cli.output.isJson ? failureAsJson(failure) : failureAsText(failure);
    process.stderr.write(`${text}\n`);
    return errors[failure.data.code].exitCode;
  }
}

/** `roster` asks for help, and `roster help users add` is `roster users add --help`. */
function spelledOut(args: readonly string[]): string[] {
  if (args.length === 0) return ["--help"];
  return args[0] === "help" ? [...args.slice(1), "--help"] : [...args];
}
