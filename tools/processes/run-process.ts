import { spawn } from 'node:child_process';

/** How a finished process ended. `output` holds stdout and stderr in the order they came. */
export interface ProcessOutcome {
  readonly exitCode: number;
  readonly output: string;
  readonly seconds: number;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `keep` collects the output for later; `show` passes it to the terminal as it comes. */
  readonly output?: 'keep' | 'show';
  readonly timeoutMs?: number;
}

/** Runs a program to its end. A program that cannot be started counts as exit code 127, with the reason as output. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessOutcome> {
  const { cwd, env = process.env, output = 'keep', timeoutMs } = options;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env,
      stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(cwd && { cwd }),
      ...(timeoutMs && { timeout: timeoutMs }),
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => void chunks.push(chunk);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const finish = (exitCode: number): void =>
      resolve({
        exitCode,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (performance.now() - startedAt) / 1000,
      });
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
