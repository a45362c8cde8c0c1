import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { AppError } from "@roster/contract";

/** Help or the version was printed, which ends the program successfully. */
export class HelpPrinted extends Error {}

/** Makes a command and its subcommands throw when Commander would otherwise end the process. */
export function throwUsageErrors(command: CommandUnknownOpts): void {
  command.exitOverride((error) => {
    // The last is thrown after printing the help of a group without a command.
    const isHelp = ["commander.version", "commander.helpDisplayed", "commander.help"];
    if (isHelp.includes(error.code)) throw new HelpPrinted();
    const message = error.message.replace(/^error: /, "").replace("\n", " ");
    throw new AppError("INVALID", `${message}\nSee: ${fullName(command)} --help`, { cause: error });
  });
  command.commands.forEach(throwUsageErrors);
}

function fullName(command: CommandUnknownOpts): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
