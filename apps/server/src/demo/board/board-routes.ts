import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '@samband/exchange';
import { type EventStream, eventStream, type FastifyPluginAsyncTypebox } from '@samband/http';
import { type ClientFiles, slugOf } from '../../client-files.ts';
import { connectJournalSystem } from '../journal-system.ts';
import { DemoBusy, DemoNotReady } from './errors.ts';
import { exampleLetter, letterFrom, letterTo, organizationOf } from './example-letter.ts';
import { journeyOf } from './journey.ts';
import { createRecentLetters } from './recent-letters.ts';

export interface BoardOptions {
  readonly exchange: Exchange;
  readonly clients: ClientFiles;
  /** Where the network is: letters are sent through its front door, as anybody's are. */
  readonly url: string;
}

const sendMaxMs = 10_000;
const followMaxMs = 120_000;
const streamsMax = 20;
/** That a letter was read, and that its answer was seen, is told in no feed: so we look. */
const lookEveryMs = 400;

const openRoute = { schema: { hide: true }, config: { open: true } } as const;

/**
 * What the demonstration lets anybody do: send an example letter, and follow it. Mounted only with the demonstration,
 * and no part of the API that is described: it promises nothing to programs.
 */
export function boardRoutes({ exchange, clients, url }: BoardOptions): FastifyPluginAsyncTypebox {
  const letters = createRecentLetters();
  let streams = 0;

  async function send(): Promise<string> {
    const { name, journal = '' } = organizationOf(letterFrom);
    const client = await clients.find(slugOf(name));
    if (!client) throw new DemoNotReady();
    letters.admit();
    const letter = { document: await exampleLetter(), from: letterFrom, to: letterTo };
    const hospital = connectJournalSystem(url, journal, client);
    const { id } = await hospital.send(letter, { signal: AbortSignal.timeout(sendMaxMs) });
    letters.add(id);
    return id;
  }

  return async (app) => {
    app.post('/demo/letters', openRoute, async (_request, reply) => {
      const id = await send();
      return reply.code(201).send({ id });
    });

    app.get<{ Params: { id: string } }>(
      '/demo/letters/:id/stream',
      { ...openRoute, exposeHeadRoute: false },
      async (request, reply) => {
        const { id } = request.params;
        letters.assertKnown(id);
        if (streams >= streamsMax) throw new DemoBusy('open streams', streamsMax, 10);
        streams += 1;
        try {
          await eventStream(request, reply, (stream) => follow(exchange, id, stream));
        } finally {
          streams -= 1;
        }
      },
    );
  };
}

/** Tells the whole journey each time that it has grown: whoever comes back after a break has missed nothing. */
async function follow(exchange: Exchange, id: string, { send, signal }: EventStream): Promise<void> {
  const until = performance.now() + followMaxMs;
  let toldSteps = 0;
  while (performance.now() < until) {
    const traced = (await exchange.trace(id)).find(({ message }) => message.id === id);
    const journey = traced && journeyOf(traced);
    if (journey && journey.steps.length > toldSteps) await send('journey', journey);
    if (journey?.isSeen) return send('end', 'seen');
    toldSteps = journey?.steps.length ?? 0;
    await sleep(lookEveryMs, undefined, { signal });
  }
  await send('end', 'time');
}
