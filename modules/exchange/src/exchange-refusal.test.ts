import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DocumentRefused, MessageNotFound } from './errors.ts';
import { sampleDialog } from './sample-dialog.ts';
import { atHospital, atMunicipality, generatedAt, openTestExchange, submission } from './test-exchange.ts';

const { exchange, clock, database } = await openTestExchange();

/** A dialog whose patient has a date of birth that is none, and a message id. */
function broken(messageId: string, birth = '14.03.1951'): Buffer {
  const text = sampleDialog({ messageId, generatedAt }).toString();
  return Buffer.from(
    text.replace('</GivenName></Patient>', `</GivenName><DateOfBirth>${birth}</DateOfBirth></Patient>`),
  );
}

const refuse = (bytes: Uint8Array) => exchange.accept(submission({}, { bytes }));

describe('a document that breaks its standard', () => {
  test('is refused, and what was found is part of the trace of its MsgId, with the code of a receipt', async () => {
    const messageId = randomUUID();
    await expect(refuse(broken(messageId))).rejects.toThrow(DocumentRefused);

    const { messages, refusals } = await exchange.traceWithRefusals(messageId, atHospital);
    expect(messages).toEqual([]);
    expect(refusals).toMatchObject([
      {
        documentId: messageId,
        messageType: 'DIALOG_HELSEFAGLIG',
        verdict: 'invalid',
        clientId: atHospital.clientId,
        times: 1,
        firstAt: clock.now,
        findings: [
          { rule: 'schema', severity: 'error', path: 'MsgHead/MsgInfo/Patient/DateOfBirth', appRecCode: 'T02' },
        ],
      },
    ]);
    await expect(exchange.trace(messageId, atHospital)).rejects.toThrow(MessageNotFound);
  });

  test('leaves nothing of its content behind', async () => {
    const messageId = randomUUID();
    await expect(refuse(broken(messageId, 'Synne er født i 1951'))).rejects.toThrow(DocumentRefused);

    const { rows } = await database.pool.query('select refusal::text as row from exchange.refusal as refusal');
    const kept = rows.map(({ row }) => row).join('\n');
    expect(kept).toContain(messageId);
    expect(kept).not.toMatch(/Synne|1951|Fjell/);
  });

  test('is nothing that another organisation can see; the operator can', async () => {
    const messageId = randomUUID();
    await expect(refuse(broken(messageId))).rejects.toThrow(DocumentRefused);

    await expect(exchange.traceWithRefusals(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);
    expect((await exchange.traceWithRefusals(messageId)).refusals).toHaveLength(1);
  });

  test('only counts when it comes again within the hour', async () => {
    const bytes = broken(randomUUID());
    const again = await Promise.allSettled(Array.from({ length: 30 }, () => refuse(bytes)));
    expect(again.every(({ status }) => status === 'rejected')).toBe(true);
    clock.now = new Date(clock.now.getTime() + 3_600_000);
    await expect(refuse(bytes)).rejects.toThrow(DocumentRefused);

    const messageId = /<MsgId>([^<]*)/.exec(bytes.toString())?.[1] ?? '';
    const { refusals } = await exchange.traceWithRefusals(messageId, atHospital);
    expect(refusals.map(({ times }) => times)).toEqual([1, 30]);
  });

  test('fills a bounded number of rows, however many different ones an organisation sends', async () => {
    const by = { clientId: 'flood', organizationNumber: '310012122' };
    for (let turn = 0; turn < 6; turn++) {
      const many = Array.from({ length: 250 }, (_, index) => Buffer.from(`<${turn}-${index}>`));
      await Promise.allSettled(many.map((bytes) => exchange.accept(submission({}, { bytes, submittedBy: by }))));
    }
    const { rows } = await database.pool.query(
      'select count(*)::int as count from exchange.refusal where organization_number = $1',
      [by.organizationNumber],
    );
    expect(rows[0].count).toBeGreaterThanOrEqual(1_000);
    expect(rows[0].count).toBeLessThan(1_200);
  });

  test('is forgotten after 90 days', async () => {
    const old = randomUUID();
    await expect(refuse(broken(old))).rejects.toThrow(DocumentRefused);
    clock.now = new Date(clock.now.getTime() + 91 * 86_400_000);
    await expect(refuse(broken(randomUUID()))).rejects.toThrow(DocumentRefused);

    await expect(exchange.traceWithRefusals(old)).rejects.toThrow(MessageNotFound);
  });

  test('that has no head is told so', async () => {
    const bytes = Buffer.from(
      '<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">AAAA</Base64Container>',
    );
    await expect(refuse(bytes)).rejects.toMatchObject({
      facts: { verdict: 'invalid', findings: [{ rule: 'header', severity: 'error' }] },
    });
  });
});

describe('a document that is accepted with warnings', () => {
  test('keeps them as evidence in both languages, without values, and of what is about the patient the number only', async () => {
    const text = sampleDialog({ generatedAt: '2026-03-02T07:59:00' }).toString();
    const bytes = Buffer.from(
      text
        .replace('<Ack V="J" DN="Ja"/>', '<Ack V="N" DN="Nei"/>')
        .replace('</GivenName></Patient>', '</GivenName><DateOfBirth>2951-03-14</DateOfBirth></Patient>'),
    );
    const { messageId } = await exchange.accept(submission({}, { bytes }));

    const [traced] = await exchange.trace(messageId, atHospital);
    const accepted = traced?.events.find(({ kind }) => kind === 'accepted');
    expect(accepted?.proof).toMatchObject({
      warnings: [
        { rule: 'gendate-zone', path: 'MsgHead/MsgInfo/GenDate', message: /no time zone/, nb: /ingen tidssone/ },
        { rule: 'ack-not-in-use', path: 'MsgHead/MsgInfo/Ack' },
      ].map((warning) => ({
        ...warning,
        ...('message' in warning && {
          message: expect.stringMatching(warning.message as RegExp),
          nb: expect.stringMatching(warning.nb as RegExp),
        }),
      })),
      warningsLeftOut: 2,
    });
    expect(JSON.stringify(accepted)).not.toContain('2951');
  });

  test('keeps a bounded length of them', async () => {
    const idents = '<Ident><Id>1</Id><TypeId V="ENH" S="2.16.578.1.12.4.1.1.9051"/></Ident>'.repeat(20);
    const bytes = Buffer.from(sampleDialog().toString().replace('<Ident>', `${idents}<Ident>`));
    const { messageId } = await exchange.accept(submission({}, { bytes }));

    const [traced] = await exchange.trace(messageId, atHospital);
    const proof = JSON.stringify(traced?.events.find(({ kind }) => kind === 'accepted')?.proof);
    expect(proof).toContain('organization-number');
    expect(proof.length).toBeLessThan(2_000);
  });
});
