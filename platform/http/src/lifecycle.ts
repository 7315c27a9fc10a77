/** Where the server is between its start and its end. */
export interface Lifecycle {
  /** No longer ready: load balancers should look elsewhere. */
  isStopping(): boolean;
  /** Takes nothing new. */
  isRefusing(): boolean;
  /** Aborted when nothing new is taken. */
  readonly refusal: AbortSignal;
  beginStop(): void;
  beginRefusal(): void;
}

export function createLifecycle(): Lifecycle {
  const refusing = new AbortController();
  const { signal: refusal } = refusing;
  let isStopping = false;
  return {
    isStopping: () => isStopping,
    isRefusing: () => refusal.aborted,
    refusal,
    beginStop() {
      isStopping = true;
    },
    beginRefusal() {
      isStopping = true;
      refusing.abort();
    },
  };
}
