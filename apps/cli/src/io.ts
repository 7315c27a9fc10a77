/** Where text goes. Process streams are this, and so is a small collector in a test. */
export interface Output {
  write(chunk: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
}

/** The world around one run of the command. */
export interface Io {
  readonly stdin: AsyncIterable<string | Uint8Array> & {
    readonly isTTY?: boolean;
    /** Where it is a terminal: what is typed comes letter by letter and is not shown. */
    setRawMode?(isRaw: boolean): unknown;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  /** The folder that the command was started in. */
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Whether colours may be used at all (NO_COLOR, FORCE_COLOR); each output must also be a terminal. */
  readonly allowColours: boolean;
}
