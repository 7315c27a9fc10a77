/** Hexadecimal in groups of 8, 4, 4, 4 and 12 (HIS 80601:2006, MsgId; RFC 9562 §4). Which version of UUID it is says nothing. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
