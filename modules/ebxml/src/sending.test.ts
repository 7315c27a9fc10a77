import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateForTests } from '@samband/testing';
import { afterAll, expect, test } from 'vitest';
import { createSending } from './sending.ts';

/** What the peer of the test at hand does with a post. */
let answer: (response: ServerResponse) => void = () => undefined;
const peer = createServer((request, response) => {
  request.resume().on('end', () => answer(response));
});
peer.listen(0, '127.0.0.1');
await once(peer, 'listening');
const address = `127.0.0.1:${(peer.address() as AddressInfo).port}`;
afterAll(() => {
  peer.closeAllConnections();
  peer.close();
});

const bytes = Buffer.from('Content-Type: text/xml\r\nMessage-ID: <a@b.example>\r\n\r\n<a/>');
const post = (signal = AbortSignal.timeout(10_000), scheme = 'http') =>
  createSending({ mail: undefined }).send(
    { uri: `${scheme}://${address}/ebxml`, mailFrom: 'us@ours.example', bytes },
    signal,
  );
const answering = (status: number, headers: Record<string, string> = {}, body = '') => {
  answer = (response) => void response.writeHead(status, headers).end(body);
};

test.each([200, 202, 204])('a bare %i says that the peer has it', async (status) => {
  answering(status);
  expect(await post()).toEqual({ kind: 'sent' });
});

test.each([200, 500])('a message in the answer is read, with %i too, as a SOAP Fault has it', async (status) => {
  answering(status, { 'content-type': 'text/xml; charset=UTF-8' }, '<soap/>');
  const outcome = await post();
  expect(outcome).toMatchObject({ kind: 'sent', answer: { headers: { 'content-type': 'text/xml; charset=UTF-8' } } });
  expect(outcome.kind === 'sent' && Buffer.from(outcome.answer?.body ?? []).toString()).toBe('<soap/>');
});

test.each([400, 401, 404, 429, 500, 503])('a %i without a message is tried again later', async (status) => {
  answering(status, { 'content-type': 'text/plain' }, 'no');
  expect(await post()).toEqual({ kind: 'failed', reason: `http-${status}` });
});

test.each([410, 413, 415])('a %i says that the same bytes will never be taken', async (status) => {
  answering(status, { 'content-type': 'application/problem+json' }, '{}');
  expect(await post()).toEqual({ kind: 'refused', reason: `http-${status}` });
});

test('an answer of another media type is no message', async () => {
  answering(200, { 'content-type': 'application/json' }, '{}');
  expect(await post()).toEqual({ kind: 'sent' });
  answering(503, { 'content-type': 'application/xhtml+xml' }, '<html/>');
  expect(await post()).toEqual({ kind: 'failed', reason: 'http-503' });
});

test('a redirect is not followed: the agreement says where it goes', async () => {
  answering(307, { location: `http://${address}/elsewhere` });
  expect(await post()).toEqual({ kind: 'failed', reason: 'http-307' });
});

test('a peer that never answers is left when the time is up', async () => {
  const stopping = new AbortController();
  answer = () => stopping.abort();
  await expect(post(stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test('a peer that speaks no TLS gets nothing', async () => {
  answering(202);
  await expect(post(undefined, 'https')).rejects.toThrow(TypeError);
});

test('a peer whose certificate nobody vouches for gets nothing, and the reason is named', async () => {
  let posts = 0;
  const secure = createTlsServer(await certificateForTests(), (_request, response) => {
    posts++;
    response.end();
  });
  secure.listen(0, '127.0.0.1');
  await once(secure, 'listening');
  const uri = `https://localhost:${(secure.address() as AddressInfo).port}/ebxml`;
  const sending = createSending({ mail: undefined });
  const sent = sending.send({ uri, mailFrom: 'us@ours.example', bytes }, AbortSignal.timeout(10_000));
  await expect(sent).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
  expect(posts).toBe(0);
  secure.close();
});

test('where no mail server is set up a mail waits, and what is neither mail nor HTTP is refused', async () => {
  const { send } = createSending({ mail: undefined });
  const to = (uri: string) => send({ uri, mailFrom: 'us@ours.example', bytes }, AbortSignal.timeout(1_000));
  expect(await to('mailto:a@b.example')).toEqual({ kind: 'failed', reason: 'no-mail-server' });
  expect(await to('ftp://b.example')).toEqual({ kind: 'refused', reason: 'endpoint-not-supported' });
});
