const { stderr } = process;

/** On a terminal, one line that is overwritten; elsewhere, a line per step without the turns. */
export interface Progress {
  step(text: string): void;
  turn(text: string): void;
  end(): void;
}

export function createProgress(): Progress {
  let step = "";
  if (!stderr.isTTY) {
    return { step: (text) => void stderr.write(`${text}\n`), turn: () => {}, end: () => {} };
  }
  const write = (text: string) => {
    stderr.cursorTo(0);
    stderr.write(text.slice(0, stderr.columns - 1));
    stderr.clearLine(1);
  };
  return {
    step(text) {
      step = text;
      write(text);
    },
    turn: (text) => write(`${step}: ${text}`),
    end: () => write(""),
  };
}
