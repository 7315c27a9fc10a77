import { type DemoOrganization, type DemoUnit, demoCountry } from '../country.ts';
import { type ServiceType, serviceTypes } from '../service-types.ts';

/** The letters of an ordinary day, called as the project's examples are. */
export type LetterKind = 'discharge-letter' | 'referral' | 'laboratory-answer' | 'dialog' | 'nursing-report';

export interface DemoParty {
  readonly organization: DemoOrganization;
  readonly unit: DemoUnit;
}

export interface Route {
  readonly from: DemoParty;
  readonly to: DemoParty;
}

const { internalMedicine, heart, generalPractice, biochemistry, nursing, nursingHomeDoctor, emergencyClinic } =
  serviceTypes;

/** Who writes what to whom: what the examples tell of (pneumonia, angina, blood samples) must be their business. */
const correspondents: Record<LetterKind, { from: readonly ServiceType[]; to: readonly ServiceType[] }> = {
  'discharge-letter': { from: [internalMedicine], to: [generalPractice] },
  referral: { from: [generalPractice], to: [internalMedicine, heart] },
  'laboratory-answer': { from: [biochemistry], to: [generalPractice, nursingHomeDoctor, emergencyClinic] },
  dialog: { from: [nursing], to: [generalPractice] },
  'nursing-report': { from: [nursing], to: [internalMedicine] },
};

const parties: readonly DemoParty[] = demoCountry.flatMap((organization) =>
  organization.units.map((unit) => ({ organization, unit })),
);

/** Every way that a letter of this kind can go: from those with a journal system, within one health region. */
export function routesOf(kind: LetterKind): readonly Route[] {
  const { from, to } = correspondents[kind];
  const senders = offering(from).filter(({ organization }) => organization.journal !== undefined);
  return senders.flatMap((sender) =>
    offering(to)
      .filter(({ organization }) => organization.region === sender.organization.region)
      .map((receiver) => ({ from: sender, to: receiver })),
  );
}

/** Another service of the same kind and house, who gets a copy. */
export function colleagueOf({ organization, unit }: DemoParty): DemoParty | undefined {
  const colleague = organization.units.find((other) => other !== unit && other.serviceType === unit.serviceType);
  return colleague && { organization, unit: colleague };
}

const offering = (types: readonly ServiceType[]): readonly DemoParty[] =>
  parties.filter(({ unit }) => types.includes(unit.serviceType));
