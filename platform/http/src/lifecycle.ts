/** Where the server is between its start and its end. */
export interface Lifecycle {
  /** No longer ready: load balancers should look elsewhere. */
  isStopping(): boolean;
  /** Takes nothing new. */
  isRefusing(): boolean;
  beginStop(): void;
  beginRefusal(): void;
}

export function createLifecycle(): Lifecycle {
  let phase: 'running' | 'stopping' | 'refusing' = 'running';
  return {
    isStopping: () => phase !== 'running',
    isRefusing: () => phase === 'refusing',
    beginStop() {
      if (phase === 'running') phase = 'stopping';
    },
    beginRefusal() {
      phase = 'refusing';
    },
  };
}
