import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { agreedType, agreeOnHttp } from './agreement-for-tests.ts';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { writeSoapFault } from './messages/write-soap-fault.ts';
import { clock, hoursLater, now, openNode, openPostOffice } from './nodes-for-tests.ts';
import { acknowledgmentFrom, signalFrom } from './scenarios/signals-for-tests.ts';
import { joinHead, splitHead } from './wire-form.ts';

/** What the GP office says in the answer to a post: the status, and a message of its own. */
let says: (posted: Uint8Array) => { status: number; bytes: Uint8Array };
const peer = createServer((request, response) => void answerPost(request, response));
peer.listen(0, '127.0.0.1');
await once(peer, 'listening');
afterAll(() => peer.close());

const north = await openNode(hospital, openPostOffice());
await agreeOnHttp(north.register, `http://127.0.0.1:${(peer.address() as AddressInfo).port}/ebxml`);

async function answerPost(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray());
  const { status, bytes } = says(joinHead(request.headers as Record<string, string>, body));
  const answer = splitHead(Buffer.from(bytes));
  response.writeHead(status, answer.headers).end(answer.body);
}

/** Sends a letter by HTTP, and tells what its trace and its sender get to know. */
async function send() {
  const { messageId } = await north.exchange.accept({
    bytes: Uint8Array.from(documentForTests({ type: agreedType })),
    senderHerId: hospital.herId,
    receiverHerIds: [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: north.actor,
  });
  await north.sendDue();
  const [traced] = await north.exchange.trace(messageId);
  const [status] = await north.exchange.getStatuses(messageId, north.actor);
  const refusal = traced?.events.find(({ kind }) => kind === 'transport-rejected')?.proof;
  return { kinds: traced?.events.map(({ kind }) => kind), refusal, status };
}

const fault = (code: 'Client' | 'Server') => {
  const mail = { from: gpOffice.ediAddress, to: hospital.ediAddress, messageId: '<f@sor.example>', date: now() };
  return writeSoapFault({ code, text: 'No such party', mail }).bytes;
};

test('an Acknowledgment in the answer to our post acknowledges the letter', async () => {
  says = (posted) => ({ status: 200, bytes: acknowledgmentFrom(posted) });
  expect(await send()).toMatchObject({
    kinds: ['accepted', 'routed', 'transferred', 'acknowledged'],
    status: { transport: 'acknowledged' },
  });
});

test('an ErrorList in the answer rejects it, with the codes', async () => {
  says = (posted) => ({ status: 200, bytes: signalFrom(gpOffice, posted, 'Error', 'SecurityFailure').bytes });
  expect(await send()).toMatchObject({ status: { transport: 'rejected' }, refusal: { codes: ['SecurityFailure'] } });
});

test('a SOAP Fault in the answer rejects it: it is about what was posted, whatever it says', async () => {
  says = () => ({ status: 500, bytes: fault('Client') });
  expect(await send()).toMatchObject({
    status: { transport: 'rejected' },
    refusal: { codes: ['DeliveryFailure', 'Client'] },
  });
});

test('a SOAP Fault of class Server leaves it to be sent again: the fault is not in the letter', async () => {
  says = () => ({ status: 500, bytes: fault('Server') });
  expect(await send()).toMatchObject({ refusal: undefined, status: { transport: 'unconfirmed' } });
});

test('what an answer leaves open is sent again when the two have agreed, and not when the nation has', async () => {
  let posts = 0;
  says = () => {
    posts += 1;
    return { status: 500, bytes: fault('Server') };
  };
  await send();
  expect(posts).toBe(1);
  clock.now = hoursLater(1);
  await north.sendDue();
  expect(posts).toBeGreaterThan(1);
});
