import { type AddressRegister, parseHerId } from '@samband/address-register';
import { gpOffice, hospital } from './document-for-tests.ts';

const by = { clientId: 'test', mayChange: 'any' } as const;
/** What goes by the agreement: the register's catalogue has no process for `DIALOG_HELSEFAGLIG`. */
export const agreedType = 'DIALOG_SVAR';

/**
 * The two agree that documents of one type go by HTTP to an endpoint of the GP office: what the register makes of their
 * processes, with another channel, and sent again after an hour. `syncReplyMode`: `none`, or `signalsAndResponse` for a question in the same breath.
 */
export async function agreeOnHttp(
  { agreements }: Pick<AddressRegister, 'agreements'>,
  uri: string,
  syncReplyMode: 'none' | 'signalsAndResponse' = 'none',
): Promise<void> {
  const [from, to] = [parseHerId(hospital.herId), parseHerId(gpOffice.herId)];
  const roles = agreements.processes().filter(({ name }) => name === 'DialogSvar');
  for (const [herId, side] of [
    [from, 'sender'],
    [to, 'receiver'],
  ] as const) {
    const role = roles.findLast((each) => each.role.endsWith(side));
    if (!role) throw new TypeError(`the catalogue has a ${side} of ${agreedType}`);
    await agreements.changeProcesses(herId, () => [role], by);
  }
  const made = await agreements.between(from, to);
  const byHttp = Buffer.from(await agreements.document(made))
    .toString()
    .replace(made.cpaId, `http-${made.cpaId}`)
    .replaceAll('>SMTP<', '>HTTP<')
    .replaceAll(/RetryInterval>[^<]+</g, 'RetryInterval>PT1H<')
    .replaceAll('syncReplyMode="none"', `syncReplyMode="${syncReplyMode}"`)
    .replace(`mailto:${gpOffice.ediAddress}`, uri);
  await agreements.import(Buffer.from(byHttp), by);
}
