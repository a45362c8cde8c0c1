import { styleText } from "node:util";
import { type ErrorCode, errors } from "@roster/contract";
import { DECLINED } from "../output/confirm.js";

/** A command line that works as it stands, and what it does. */
export interface Example {
  readonly says: string;
  readonly run: string;
}

export function examplesSection(examples: readonly Example[]): string {
  return section(
    "Examples:",
    examples.map(({ says, run }) => `  # ${says}\n  ${run}`).join("\n\n"),
  );
}

/** The exit codes of a command that can fail with `codes`, beside those of every command. */
export function exitCodesSection(codes: readonly ErrorCode[]): string {
  return section("Exit codes:", `${exitCodes(codes)}\n  and those of every command: roster --help`);
}

/** A line for each exit code, from the error table. */
export function exitCodes(codes: readonly ErrorCode[] = allCodes): string {
  const namesByExitCode = new Map<number, string[]>();
  const add = (exitCode: number, name: string) => {
    namesByExitCode.set(exitCode, [...(namesByExitCode.get(exitCode) ?? []), name]);
  };
  add(0, "done");
  for (const code of codes) add(errors[code].exitCode, code);
  add(errors.INVALID.exitCode, "or a command line that is wrong");
  if (codes === allCodes) add(DECLINED, "or a question answered with no");
  if (codes === allCodes) add(INTERRUPTED, "ended by Ctrl-C");
  const rows = [...namesByExitCode].toSorted(([a], [b]) => a - b);
  return rows.map(([code, names]) => `  ${String(code).padEnd(5)}${names.join(", ")}`).join("\n");
}

const allCodes = Object.keys(errors).filter((key): key is ErrorCode => Object.hasOwn(errors, key));

/** What a shell reports for a process that SIGINT ended: 128 and the signal's number. */
const INTERRUPTED = 130;

export function section(title: string, body: string): string {
  // Commander takes the style away where it does not print to a terminal.
  return `\n${styleText("bold", title, { validateStream: false })}\n${body}\n`;
}
