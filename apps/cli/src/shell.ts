import pc from 'picocolors';
import type { Io } from './io.ts';

export type Colours = ReturnType<typeof pc.createColors>;

/** Options that every command takes. */
export interface CommonOptions {
  readonly server?: string;
  readonly client?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** What a command works with: the world, the common options, and its voice. */
export interface Shell {
  readonly io: Io;
  readonly options: CommonOptions;
  readonly colours: Colours;
  /** A result: one JSON document on a line with `--json`, otherwise what `render` makes for people. */
  show(value: unknown, render: () => string): void;
  /** Something beside the result, for people; silent with `--json`, so that what a script reads stays pure. */
  say(text: string): void;
}

export function createShell(io: Io, options: CommonOptions): Shell {
  const line = (text: string) => io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return {
    io,
    options,
    colours: pc.createColors(io.allowColours && io.stdout.isTTY === true),
    show: (value, render) => line(options.json ? JSON.stringify(value) : render()),
    say: (text) => {
      if (!options.json) line(text);
    },
  };
}
