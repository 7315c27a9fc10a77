import type { Db } from '@samband/db';
import { sql } from 'kysely';
import { isServiceTypeSystem, shortSystem, systemsOf } from './business-type.ts';
import type { OwnFacts } from './communication-party.ts';
import { CommunicationPartyInvalid } from './errors.ts';
import type { HerId } from './her-id.ts';

type Typed = Pick<OwnFacts, 'serviceCode' | 'parentHerId'>;

interface Placed {
  readonly facts: Typed;
  readonly parent: Pick<OwnFacts, 'businessType'> | undefined;
}

/**
 * A service has a service type from a code system that its organisation's business type uses: HIS 1153-3 table 2. One
 * that was accepted stays as it is until its type or its organisation changes. Throws `CommunicationPartyInvalid`.
 */
export function refuseForeignServiceType(now: Placed, before: Placed | undefined): void {
  const { serviceCode } = now.facts;
  if (!serviceCode || (before && isAlike(now, before))) return;
  const { system } = serviceCode;
  if (!isServiceTypeSystem(system)) refuse('serviceCode.system', `${system} is not a code system of service types`);
  const businessType = now.parent?.businessType;
  const systems = businessType === undefined ? undefined : systemsOf(businessType);
  if (systems && !systems.includes(system)) {
    const allowed = systems.map(shortSystem).join(', ');
    const message = `business type ${businessType} has service types from ${allowed} (HIS 1153-3 table 2)`;
    refuse('serviceCode.system', `${shortSystem(system)}: ${message}`);
  }
}

const isAlike = (now: Placed, before: Placed): boolean =>
  now.facts.serviceCode?.system === before.facts.serviceCode?.system &&
  now.facts.serviceCode?.code === before.facts.serviceCode?.code &&
  now.facts.parentHerId === before.facts.parentHerId;

/** An organisation does not take a business type that its services do not fit. Throws `CommunicationPartyInvalid`. */
export async function refuseForeignBusinessType(
  tx: Db,
  herId: HerId,
  facts: OwnFacts,
  before: OwnFacts,
): Promise<void> {
  if (facts.businessType === undefined || facts.businessType === before.businessType) return;
  const systems = systemsOf(facts.businessType);
  if (!systems) return;
  const { rows } = await sql<{ system: string; herIds: HerId[] }>`
    select service_code_system as system, (array_agg(her_id order by her_id))[1:3] as "herIds"
      from address_register.communication_party
     where parent_her_id = ${herId} and valid_to is null
       and service_code_system is not null and not (service_code_system = any(${systems}))
     group by service_code_system order by service_code_system limit 1
  `.execute(tx);
  const [misfit] = rows;
  if (!misfit) return;
  const whose = `HER-id ${misfit.herIds.join(', ')}`;
  refuse(
    'businessType',
    `${facts.businessType} has no service types from ${shortSystem(misfit.system)}, as ${whose} is`,
  );
}

function refuse(field: string, message: string): never {
  throw new CommunicationPartyInvalid([{ field, message }]);
}
