import { expect, test } from 'vitest';
import { targetMatches } from './proof-target.ts';

test.each([
  ['https://samband.example/messages', 'https://samband.example/messages'],
  ['https://samband.example/messages', 'https://samband.example/messages?a=1#b'],
  ['HTTPS://Samband.Example:443/messages', 'https://samband.example/messages'],
  ['https://samband.example', 'https://samband.example/'],
  ['https://samband.example/a/../messages', 'https://samband.example/messages'],
  ['https://samband.example/sm%c3%b8r', 'https://samband.example/sm%C3%B8r'],
  ['https://samband.example/%7Eme', 'https://samband.example/~me'],
  ['https://samband.example/smør', 'https://samband.example/sm%C3%B8r'],
])('%s speaks for %s', (htu, url) => {
  expect(targetMatches(htu, url)).toBe(true);
});

test.each([
  ['https://samband.example/messages/', 'https://samband.example/messages'],
  ['https://samband.example/Messages', 'https://samband.example/messages'],
  ['https://samband.example/messages?a=1', 'https://samband.example/messages?a=1'],
  ['https://samband.example/messages?', 'https://samband.example/messages'],
  ['https://samband.example/messages#', 'https://samband.example/messages'],
  ['https://samband.example:444/messages', 'https://samband.example/messages'],
  ['http://samband.example/messages', 'https://samband.example/messages'],
  ['https://samband.example.evil.example/messages', 'https://samband.example/messages'],
  ['https://samband.example@evil.example/messages', 'https://samband.example/messages'],
  ['https://user@samband.example/messages', 'https://samband.example/messages'],
  ['https://samband.example/messages%2F1', 'https://samband.example/messages/1'],
  ['/messages', 'https://samband.example/messages'],
  ['', 'https://samband.example/'],
  [undefined, 'https://samband.example/'],
  [['https://samband.example/'], 'https://samband.example/'],
  [`https://samband.example/${'a'.repeat(2_048)}`, `https://samband.example/${'a'.repeat(2_048)}`],
])('%j does not speak for %s', (htu, url) => {
  expect(targetMatches(htu, url)).toBe(false);
});
