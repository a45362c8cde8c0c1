/** Who a job is for. */
export interface JobOwner {
  readonly appId: string;
  /** Absent for a backend or an administrator. */
  readonly userId?: string | undefined;
}

/** Jobs that wait: apps take turns, and within an app its callers do. */
export class FairQueue<Job> {
  /** By app and caller; who is first in a map is next. */
  readonly #apps = new Map<string, Map<string, Job[]>>();

  add({ appId, userId = "" }: JobOwner, job: Job): void {
    const callers = this.#apps.get(appId) ?? new Map<string, Job[]>();
    this.#apps.set(appId, callers);
    const jobs = callers.get(userId);
    if (jobs) jobs.push(job);
    else callers.set(userId, [job]);
  }

  /** Whether a job waits, of those apps that may have one. */
  has(isAllowed: (appId: string) => boolean): boolean {
    return [...this.#apps.keys()].some(isAllowed);
  }

  /** Takes out a job that was added. */
  remove({ appId, userId = "" }: JobOwner, job: Job): void {
    const callers = this.#apps.get(appId);
    const jobs = callers?.get(userId);
    if (!callers || !jobs) return;
    jobs.splice(jobs.indexOf(job), 1);
    if (jobs.length === 0) callers.delete(userId);
    if (callers.size === 0) this.#apps.delete(appId);
  }

  /** The next job, of those apps that may have one. */
  take(isAllowed: (appId: string) => boolean): Job | undefined {
    for (const [appId, callers] of this.#apps) {
      if (!isAllowed(appId)) continue;
      this.#apps.delete(appId);
      const job = takeFromNext(callers);
      if (callers.size > 0) this.#apps.set(appId, callers);
      return job;
    }
    return undefined;
  }
}

/** Takes a job of the first caller, who goes to the end. */
function takeFromNext<Job>(callers: Map<string, Job[]>): Job | undefined {
  for (const [userId, jobs] of callers) {
    callers.delete(userId);
    const job = jobs.shift();
    if (jobs.length > 0) callers.set(userId, jobs);
    return job;
  }
  return undefined;
}
