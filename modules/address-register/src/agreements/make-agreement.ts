import { readCertificate } from '../certificate.ts';
import { type AgreedAction, type AgreedRole, isSameName, type PartyInfo } from './party-info.ts';
import { compareVersions } from './process-catalogue.ts';

/**
 * What two profiles have in common: of each process the newest version in which they have opposite roles, and of it what
 * one sends and the other takes over a transport that both have. Undefined when that is nothing.
 */
export function makeAgreement(one: PartyInfo, other: PartyInfo): readonly [PartyInfo, PartyInfo] | undefined {
  const pairs = newestOf(
    one.roles.flatMap((role) =>
      other.roles
        .filter((each) => isOpposite(role, each))
        .flatMap((each) => common({ role, of: one }, { role: each, of: other })),
    ),
  );
  if (pairs.length === 0) return undefined;
  return [
    bound(
      one,
      pairs.map(([role]) => role),
    ),
    bound(
      other,
      pairs.map(([, role]) => role),
    ),
  ];
}

type Pair = readonly [AgreedRole, AgreedRole];
interface Side {
  readonly role: AgreedRole;
  readonly of: PartyInfo;
}

const isOpposite = (one: AgreedRole, other: AgreedRole): boolean =>
  one.process.uuid === other.process.uuid &&
  one.process.name === other.process.name &&
  one.process.version === other.process.version &&
  one.service === other.service &&
  !isSameName(one.role, other.role);

/** Older versions give way, of the same process in the same role. */
function newestOf(pairs: readonly Pair[]): Pair[] {
  const isSame = (one: AgreedRole, other: AgreedRole) =>
    one.process.uuid === other.process.uuid && one.process.name === other.process.name && one.role === other.role;
  return pairs.filter(
    ([role]) =>
      !pairs.some(([other]) => isSame(role, other) && compareVersions(other.process.version, role.process.version) > 0),
  );
}

/** One pair of roles with the actions that go between them; none when no action does. */
function common(one: Side, other: Side): Pair[] {
  const ones = actionsBetween(one, other);
  const others = actionsBetween(other, one);
  if (ones.length === 0 || others.length === 0) return [];
  return [
    [
      { ...one.role, actions: ones },
      { ...other.role, actions: others },
    ],
  ];
}

function actionsBetween(side: Side, opposite: Side): AgreedAction[] {
  return side.role.actions.flatMap((mine) => {
    const theirs = opposite.role.actions.find(
      (each) => each.direction !== mine.direction && isSameName(each.action, mine.action),
    );
    const transports = new Set(theirs?.channelIds.map((id) => transportOf(opposite.of, id)));
    const channelIds = mine.channelIds.filter((id) => transports.has(transportOf(side.of, id)));
    return channelIds.length > 0 ? [{ ...mine, channelIds }] : [];
  });
}

const transportOf = (party: PartyInfo, channelId: string) =>
  party.channels.find(({ id }) => id === channelId)?.transport;

/** The party with these roles only, and the channels that they use. */
function bound(party: PartyInfo, roles: readonly AgreedRole[]): PartyInfo {
  const used = new Set(roles.flatMap(({ actions }) => actions.flatMap(({ channelIds }) => channelIds)));
  const channels = party.channels.filter(({ id }) => used.has(id));
  return { ...party, roles: [...new Set(roles)], channels, defaultChannelId: channels[0]?.id ?? '' };
}

const WITHOUT_CERTIFICATES_MS = 365 * 86_400_000;

/** An agreement ends with the first of the certificates in it. */
export function endOf(parties: readonly PartyInfo[], startsAt: Date): Date {
  const ends = parties.flatMap(({ certificates }) => certificates.map(({ value }) => readCertificate(value).validTo));
  const [first] = ends.sort((one, other) => one.getTime() - other.getTime());
  return first ?? new Date(startsAt.getTime() + WITHOUT_CERTIFICATES_MS);
}
