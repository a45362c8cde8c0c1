import type { ReactNode } from "react";

const changedBy = { both: "changed by both", them: "changed by them", you: "changed by you" };

export const conflictTexts = {
  title: (version: number) => `Version ${version} was saved in the meantime`,
  explanation: (before: number, theirs: number, when: ReactNode) => (
    <>
      You started with version {before}; version {theirs} was saved {when}. Choose a value for each
      difference. Nothing is saved until you do.
    </>
  ),
  same: "Both versions have the same values.",
  differences: "Differences",
  was: (by: keyof typeof changedBy, before: ReactNode) => (
    <>
      {changedBy[by]}; it was {before}
    </>
  ),
  sides: { theirs: "Theirs", yours: "Yours" },
  absent: "not set",
  open: (count: number) =>
    count === 1 ? "1 difference needs a choice." : `${count} differences need a choice.`,
  takeTheirs: "Take theirs",
  keepMine: "Keep mine",
  editResult: "Edit result",
  saveResult: "Save result",
};
