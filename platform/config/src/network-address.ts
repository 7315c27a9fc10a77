import { isIP } from 'node:net';

const BITS_MAX = { 4: 32, 6: 128 } as const;

/** Whether a text is an IP address, or a network as an address and the number of bits that count: `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= BITS_MAX[version as 4 | 6]);
}
