import { Buildings3Icon, PersonIcon, TasklistIcon } from '@navikt/aksel-icons';
import { BodyShort, Heading } from '@navikt/ds-react/Typography';
import type { ReactNode } from 'react';
import type { PartyBody } from '../../../api/check-document.ts';
import { useText } from '../../../text/language.tsx';

type Level = NonNullable<PartyBody['level1']>;

/** A sender or receiver on its two levels: the organisation, and the part of it that communicates. */
export function PartyCard({ title, party: { level1, level2 } }: { title: string; party: PartyBody }) {
  const t = useText();
  const kinds = { service: t.facts_service(), person: t.facts_person(), department: t.facts_department() };
  const UnitIcon = level2?.kind === 'person' ? PersonIcon : TasklistIcon;
  return (
    <section className="sb-card" aria-label={title}>
      <Heading level="2" size="small" spacing>
        {title}
      </Heading>
      {level1 && <LevelFacts icon={<Buildings3Icon aria-hidden />} kind={t.facts_organization()} level={level1} />}
      {level2 ? (
        <LevelFacts icon={<UnitIcon aria-hidden />} kind={kinds[level2.kind]} level={level2} />
      ) : (
        <BodyShort className="sb-quiet">{t.facts_level2_absent()}</BodyShort>
      )}
    </section>
  );
}

function LevelFacts({ icon, kind, level }: { icon: ReactNode; kind: string; level: Level }) {
  const t = useText();
  const others = level.ids.filter(({ type }) => type !== 'HER');
  return (
    <div className="sb-level">
      <span className="sb-level-icon">{icon}</span>
      <div>
        <BodyShort size="small" className="sb-quiet">
          {kind}
        </BodyShort>
        <BodyShort weight="semibold">{level.name ?? t.facts_unnamed()}</BodyShort>
        <ul className="sb-ids">
          {level.herId !== undefined && (
            <li>
              {t.facts_her_id()} <span className="sb-mono">{level.herId}</span>
            </li>
          )}
          {others.map(({ type, value }) => (
            <li key={`${type}-${value}`}>
              {type} <span className="sb-mono">{value}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
