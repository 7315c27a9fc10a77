/** A number that may be somebody's identity: eleven digits, also when written in two groups. */
const IDENTITY_NUMBER = /(?<!\d)\d{6}[ -]?\d{5}(?!\d)/g;

export function maskIdentityNumbers(text: string): string {
  return text.replace(IDENTITY_NUMBER, '***********');
}

const VALUE_MAX_CHARACTERS = 60;

type Rephrase = (groups: Readonly<Record<string, string>>) => string;

/**
 * libxml2's words and ours, in the order they are tried. Its messages begin with `Element 'X': ` or
 * `Element 'X', attribute 'y': `, which the caller has taken off.
 */
const PHRASES: readonly (readonly [RegExp, Rephrase])[] = [
  [
    /^This element is not expected\. Expected is (?:one of )?\( (?<expected>.*) \)\.$/,
    ({ what, expected }) => `${what} is not allowed here; expected ${alternatives(expected)}`,
  ],
  [/^This element is not expected\.$/, ({ what }) => `${what} is not allowed here; nothing more is expected`],
  [
    /^Missing child element\(s\)\. Expected is (?:one of )?\( (?<expected>.*) \)\.$/,
    ({ what, expected }) => `${what} is not complete; ${alternatives(expected)} is missing`,
  ],
  [
    /^The attribute '(?<name>.*)' is required but missing\.$/,
    ({ what, name }) => `${what} lacks the attribute ${name}`,
  ],
  [/^The attribute '(?<name>.*)' is not allowed\.$/, ({ what, name }) => `${what} may not have the attribute ${name}`],
  [
    // The only union in the models that has no name is TS of KITH's data types, a point in time.
    /^'(?<value>.*)' is not a valid value of the local union type\.$/s,
    ({ what, value }) =>
      `${what} has the value ${quote(value)}, which is not a date or time such as 2026-11-20T14:30:00`,
  ],
  [
    /^'(?<value>.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type(?: '(?<type>.*)')?\.$/s,
    ({ what, value, type }) => `${what} has the value ${quote(value)}, which is not ${typeName(type)}`,
  ],
  [
    /^\[facet 'enumeration'\] The value '(?<value>.*)' is not an element of the set \{(?<set>.*)\}\.$/s,
    ({ what, value, set }) => `${what} has the value ${quote(value)}; allowed are ${set?.replaceAll("'", '').trim()}`,
  ],
  [
    /^\[facet 'pattern'\] The value '(?<value>.*)' is not accepted by the pattern '(?<pattern>.*)'\.$/s,
    ({ what, value, pattern }) => `${what} has the value ${quote(value)}, which does not have the form ${pattern}`,
  ],
  [
    /^\[facet '(?<facet>.*?)'\] The value(?: '(?<value>.*)')? has a length of '(?<length>\d+)'; this (?<how>exceeds|underruns|differs from) .*'(?<limit>\d+)'\.$/s,
    ({ what, length, how, limit }) =>
      `${what} is ${length} characters long; ${how === 'exceeds' ? 'at most' : how === 'underruns' ? 'at least' : 'exactly'} ${limit} are allowed`,
  ],
  [
    /^The element content is not valid: '?(?<value>.*?)'? .*$/s,
    ({ what }) => `${what} has content that is not allowed`,
  ],
  [
    /^The actual value '(?<value>.*)' does not match the fixed value constraint '(?<fixed>.*)'\.$/s,
    ({ what, value, fixed }) => `${what} has the value ${quote(value)} but must be ${quote(fixed)}`,
  ],
  [
    /^Character content (?:other than whitespace )?is not allowed.*$/s,
    ({ what }) => `${what} may hold elements only, not text`,
  ],
  [
    /^No matching global element declaration available, but demanded by the strict wildcard\.$/,
    ({ what }) => `${what} is not known and may not stand here`,
  ],
  [
    /^No matching global declaration available for the validation root\.$/,
    ({ what }) => `${what} is not a document of this standard`,
  ],
  [
    /^'(?<value>.*)' is not a valid value of the .*$/s,
    ({ what, value }) => `${what} has the value ${quote(value)}, which is not allowed`,
  ],
];

/**
 * One schema finding in plain English, with elements named as the standard names them.
 * @param message libxml2's words without namespaces.
 */
export function describeSchemaFinding(message: string): string {
  const head = /^Element '(?<element>[^']*)'(?:, attribute '(?<attribute>[^']*)')?: (?<rest>.*)$/s.exec(message.trim());
  if (head?.groups === undefined) return maskIdentityNumbers(message.trim());
  const { element, attribute, rest } = head.groups as Record<string, string>;
  const what = attribute === undefined ? (element as string) : `${element}/@${attribute}`;
  for (const [pattern, rephrase] of PHRASES) {
    const match = pattern.exec(rest as string);
    if (match) return maskIdentityNumbers(rephrase({ ...match.groups, what }));
  }
  return maskIdentityNumbers(`${what}: ${rest}`);
}

/** `A, B, C` from libxml2's list; a wildcard `##other{…}*` is "another element". */
function alternatives(list = ''): string {
  const names = list.split(', ').map((name) => (name.includes('#') || name.includes('*') ? 'another element' : name));
  return [...new Set(names)].join(' or ');
}

function quote(value = ''): string {
  const shown = value.length > VALUE_MAX_CHARACTERS ? `${value.slice(0, VALUE_MAX_CHARACTERS)}…` : value;
  return `"${shown}"`;
}

function typeName(type: string | undefined): string {
  return type === undefined ? 'one of the allowed values' : `a ${type.replace(/^xs:/, '')}`;
}
