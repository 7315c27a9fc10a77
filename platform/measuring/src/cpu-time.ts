/** CPU time of this process for one piece of work: user and system, in milliseconds, also where it waited for nobody. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Best of several rounds, for one call in milliseconds: the others measure what else the machine was doing. */
export function bestCpuMs(rounds: number, callsEach: number, call: () => unknown): number {
  const times = Array.from({ length: rounds }, () =>
    cpuMs(() => {
      for (let count = 0; count < callsEach; count++) call();
    }),
  );
  return Math.min(...times) / callsEach;
}
