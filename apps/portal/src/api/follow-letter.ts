import { Problem, readProblem } from './problem.ts';

/** A letter on its way, as the server tells of it (apps/server, demo/board/journey.ts). */
export interface Journey {
  readonly id: string;
  readonly sender: JourneyParty;
  readonly receiver: JourneyParty;
  readonly steps: readonly JourneyStep[];
  readonly isLate: boolean;
  readonly isSeen: boolean;
}

export interface JourneyParty {
  readonly herId: number;
  readonly name?: string;
}

export interface JourneyStep {
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly facts: {
    readonly digest?: string;
    readonly sizeBytes?: number;
    readonly registerVersion?: number;
    readonly organizationNumber?: string;
    readonly receiptStatus?: '1' | '2' | '3';
    readonly errorCodes?: readonly string[];
  };
}

/** Sends the demonstration's example letter; gives the id to follow it by. Throws Problem. */
export async function sendExampleLetter(): Promise<string> {
  const answer = await fetch('/demo/letters', { method: 'POST', headers: { accept: 'application/json' } }).catch(() => {
    throw new Problem('unreachable');
  });
  if (!answer.ok) throw await readProblem(answer);
  return ((await answer.json()) as { id: string }).id;
}

export interface JourneyListener {
  onJourney(journey: Journey): void;
  /** Nothing more comes: the answer was seen, the time is up, or the line is gone for good. */
  onEnd(reason: JourneyEnd): void;
}

export type JourneyEnd = 'seen' | 'time' | 'lost';

/** Listens to a letter's journey; a line that breaks is taken up again by the browser. Gives what ends it. */
export function followLetter(id: string, { onJourney, onEnd }: JourneyListener): () => void {
  const source = new EventSource(`/demo/letters/${encodeURIComponent(id)}/stream`);
  const end = (reason: JourneyEnd): void => {
    source.close();
    onEnd(reason);
  };
  source.addEventListener('journey', ({ data }: MessageEvent<string>) => onJourney(JSON.parse(data) as Journey));
  source.addEventListener('end', ({ data }: MessageEvent<string>) => end(data === 'seen' ? 'seen' : 'time'));
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) end('lost');
  });
  return () => source.close();
}
