import { describe, expect, test } from 'vitest';
import { readMessage } from '../mime/read-message.ts';
import { readBounce } from './read-bounce.ts';

const bounceOf = (...lines: string[]) => readBounce(readMessage(Buffer.from(lines.join('\r\n'))));

const report = (action: string, status: string, returnedType = 'message/rfc822') => [
  'From: MAILER-DAEMON@mx.example',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  ...['', '--b', '', 'This is the mail system.', '', '--b', 'Content-Type: message/delivery-status', ''],
  ...['Reporting-MTA: dns; mx.example', '', 'Final-Recipient: rfc822; a@b.example', `Action: ${action}`],
  ...[
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such',
    '    user',
    '',
    '--b',
    `Content-Type: ${returnedType}`,
    '',
  ],
  ...['Message-ID: <original@samband>', 'Subject: x', '', 'body', '--b--', ''],
];

describe('a delivery report', () => {
  test('names the mail, the recipient and the status', () => {
    expect(bounceOf(...report('failed', '5.1.1'))).toEqual({
      messageIds: ['original@samband'],
      status: '5.1.1',
      isDelay: false,
      recipients: [
        { address: 'a@b.example', action: 'failed', status: '5.1.1', diagnostic: 'smtp; 550 no such    user' },
      ],
    });
  });

  test('of a delay loses nothing yet', () => {
    expect(bounceOf(...report('delayed', '4.4.1', 'text/rfc822-headers'))).toMatchObject({
      ...{ messageIds: ['original@samband'], status: '4.4.1', isDelay: true },
    });
  });
});

test('a bounce in plain words is known by its sender, and by what it answers or quotes', () => {
  const text = [
    'Content-Type: text/plain',
    'In-Reply-To: <one@samband>',
    '',
    '550 5.7.1 refused',
    '> Message-ID: <two@samband>',
  ];

  expect(bounceOf('From: Mail Delivery System <MAILER-DAEMON@mx.example>', ...text)).toEqual({
    ...{ messageIds: ['two@samband', 'one@samband'], status: '5.7.1', isDelay: false, recipients: [] },
  });
  expect(bounceOf('Return-Path: <>', ...text)?.messageIds).toEqual(['two@samband', 'one@samband']);
  expect(bounceOf('From: clinic@theirs.example', ...text)).toBeUndefined();
});

test('other mail is no bounce', () => {
  expect(bounceOf('From: a@b', 'Content-Type: text/xml', '', '<a/>')).toBeUndefined();
});
