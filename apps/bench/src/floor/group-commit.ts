interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Minimal group commit: all waiting items are processed together, without bounds, order or fairness. */
export function createGroupCommit<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]> | readonly Result[],
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isBusy = false;

  const drainSoon = () => setImmediate(() => void drain());

  async function drain(): Promise<void> {
    const group = waiting;
    waiting = [];
    try {
      const pending = work(group.map(({ item }) => item));
      const results = "then" in pending ? await pending : pending;
      group.forEach(({ resolve }, index) => {
        const result = results[index];
        if (result !== undefined) resolve(result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    if (waiting.length > 0) drainSoon();
    else isBusy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      drainSoon();
    });
}
