import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";

/** Help or the version were printed: the command line is done with, and well. */
export class Printed extends Error {}

/** Makes the command and all below it throw where Commander would end the process. */
export function throwUsageErrors(command: CommandUnknownOpts): void {
  command.exitOverride((error) => {
    // The last is thrown for a group without a command, whose help was printed.
    const isHelp = ["commander.version", "commander.helpDisplayed", "commander.help"];
    if (isHelp.includes(error.code)) throw new Printed();
    const message = error.message.replace(/^error: /, "").replace("\n", " ");
    throw new AppError("INVALID", `${message}\nSee: ${fullName(command)} --help`, { cause: error });
  });
  command.commands.forEach(throwUsageErrors);
}

function fullName(command: CommandUnknownOpts): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
