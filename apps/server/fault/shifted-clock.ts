// Loaded into a server whose clock shall jump (`--import=…/shifted-clock.ts?file=…`): as many milliseconds as that file says
// are added to the time.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const file = new URL(import.meta.url).searchParams.get('file');
const readEveryMs = 50;
let offsetMs = 0;

if (file === null) throw new Error('shifted-clock.ts needs ?file= with the offset');
setInterval(() => {
  try {
    offsetMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offsetMs = 0; // not written yet
  }
}, readEveryMs).unref();

class ShiftedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + offsetMs);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
