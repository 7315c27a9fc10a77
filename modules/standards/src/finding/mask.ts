/** A number that may be somebody's identity: eleven digits, also when written in two groups. */
const IDENTITY_NUMBER = /(?<!\d)\d{6}[ -]?\d{5}(?!\d)/g;

export function maskIdentityNumbers(text: string): string {
  return text.replace(IDENTITY_NUMBER, '***********');
}

const VALUE_MAX_CHARACTERS = 60;

/** A value of a document as it may stand in a text: between quotes, cut, and without an identity number. */
export function quote(value = ''): string {
  const shown = value.length > VALUE_MAX_CHARACTERS ? `${value.slice(0, VALUE_MAX_CHARACTERS)}…` : value;
  return maskIdentityNumbers(`"${shown}"`);
}
