import { TooManyAtOnce } from './errors.ts';

export interface FairGateOptions {
  /** That run at once, of all groups. */
  readonly runningMax: number;
  /** That run at once, of one group. */
  readonly groupRunningMax: number;
  /** That wait, of one group; more are refused. */
  readonly groupWaitingMax: number;
}

/** Lets in as many as may run, group by group in turn: whoever sends a hundred times its share waits behind itself. */
export interface FairGate {
  /**
   * Lets in at once where there is room: undefined. Otherwise gives a promise that settles when it is this one's turn.
   * Each that was let in must leave. Errors: TooManyAtOnce, thrown at once.
   */
  enter(group: string): Promise<void> | undefined;
  leave(group: string): void;
  /** Gives the place among all to others, and keeps that of the group. Before it leaves, it must come back. */
  stepAside(): void;
  /** Takes a place among all again, at once: a few more than may run, for as long as it takes. */
  comeBack(): void;
  running(): number;
  waiting(): number;
}

interface Group {
  running: number;
  readonly queue: (() => void)[];
}

export function createFairGate({ runningMax, groupRunningMax, groupWaitingMax }: FairGateOptions): FairGate {
  /** In the order of their turns: who was served last stands last. Groups with nothing here are not in it. */
  const groups = new Map<string, Group>();
  let running = 0;
  let waiting = 0;

  function groupOf(name: string): Group {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const group = { running: 0, queue: [] };
    groups.set(name, group);
    return group;
  }

  function letIn(group: Group): void {
    group.running += 1;
    running += 1;
  }

  function letInNext(): void {
    if (waiting === 0 || running >= runningMax) return;
    for (const [name, group] of groups) {
      if (group.queue.length === 0 || group.running >= groupRunningMax) continue;
      groups.delete(name);
      groups.set(name, group);
      waiting -= 1;
      letIn(group);
      group.queue.shift()?.();
      return;
    }
  }

  return {
    enter(name) {
      const group = groupOf(name);
      // Whoever waits goes before whoever comes.
      if (running < runningMax && group.running < groupRunningMax && group.queue.length === 0) {
        letIn(group);
        return undefined;
      }
      if (group.queue.length >= groupWaitingMax) throw new TooManyAtOnce(groupRunningMax, groupWaitingMax);
      waiting += 1;
      return new Promise((resolve) => group.queue.push(resolve));
    },
    leave(name) {
      const group = groupOf(name);
      group.running -= 1;
      running -= 1;
      if (group.running === 0 && group.queue.length === 0) groups.delete(name);
      letInNext();
    },
    stepAside() {
      running -= 1;
      letInNext();
    },
    comeBack() {
      running += 1;
    },
    running: () => running,
    waiting: () => waiting,
  };
}
