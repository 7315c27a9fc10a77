/** What the shell is told. Scripts branch on it: never renumbered. */
export const ExitCode = { done: 0, refused: 1, wrongUsage: 2, unreachable: 3, stopped: 130 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
