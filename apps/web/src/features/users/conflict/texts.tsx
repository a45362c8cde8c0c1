import type { ReactNode } from "react";

const changedBy = { both: "changed by both", them: "changed by them", you: "changed by you" };

export const conflictTexts = {
  title: (version: number) => `Version ${version} was saved meanwhile`,
  how: (before: number, theirs: number, when: ReactNode) => (
    <>
      You began with version {before}; version {theirs} was saved {when}. Choose what each
      difference is to become. Nothing is saved until you do.
    </>
  ),
  same: "Both have the same values.",
  differences: "Differences",
  was: (by: keyof typeof changedBy, before: ReactNode) => (
    <>
      {changedBy[by]}; it was {before}
    </>
  ),
  sides: { theirs: "Theirs", yours: "Yours" },
  absent: "not there",
  open: (count: number) =>
    `${count === 1 ? "1 difference is" : `${count} differences are`} still to be chosen.`,
  takeTheirs: "Take theirs",
  keepMine: "Keep mine",
  editResult: "Edit the result",
  saveResult: "Save the result",
};
