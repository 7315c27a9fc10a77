import { readMessage } from '../mime/read-message.ts';

/** What became of a mail for one recipient (RFC 3464 §2.3). */
export type BouncedRecipient = {
  readonly address: string | undefined;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`. */
  readonly action: string | undefined;
  /** RFC 3463. */
  readonly status: string | undefined;
  /** The other server's own words. */
  readonly diagnostic: string | undefined;
};

const RECIPIENTS_MAX = 1_000;

/** The recipients of a message/delivery-status: groups of fields, the first of which is about the whole mail. */
export function readDeliveryStatus(body: Uint8Array): BouncedRecipient[] {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const groups = text.split(/\r?\n\r?\n/, RECIPIENTS_MAX);
  return groups.flatMap((group) => {
    const { headers } = readMessage(Buffer.from(`${group.trim()}\r\n\r\n`, 'latin1'));
    const action = headers.get('action')?.toLowerCase();
    const recipient = headers.get('final-recipient') ?? headers.get('original-recipient');
    if (action === undefined && recipient === undefined) return [];
    return {
      address: recipient?.replace(/^[^;]*;\s*/, ''),
      action,
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(headers.get('status') ?? '')?.[0],
      diagnostic: headers.get('diagnostic-code'),
    };
  });
}
