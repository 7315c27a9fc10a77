import type { Journey } from '../../api/follow-letter.ts';
import { useText } from '../../text/language.tsx';
import { FactList } from '../../ui/FactList.tsx';

/** Who wrote, and to whom: both are invented. */
export function LetterParties({ journey: { sender, receiver } }: { journey: Journey }) {
  const t = useText();
  const named = ({ herId, name = '' }: Journey['sender']) => `${name} (${t.facts_her_id()} ${herId})`;
  return (
    <div className="sb-card sb-letter">
      <FactList
        facts={[
          { term: t.live_from(), text: named(sender) },
          { term: t.live_to(), text: named(receiver) },
        ]}
      />
    </div>
  );
}
