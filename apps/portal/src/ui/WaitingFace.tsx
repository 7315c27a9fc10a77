import { Loader } from '@navikt/ds-react/Loader';
import { BodyShort } from '@navikt/ds-react/Typography';
import { useText } from '../text/language.tsx';
import './faces.css';

/** A page, or a part of it, that is on its way. */
export function WaitingFace({ label }: { label?: string }) {
  const t = useText();
  return (
    <div className="sb-waiting">
      <Loader size="xlarge" title={t.loading()} />
      <BodyShort>{label ?? t.loading()}</BodyShort>
    </div>
  );
}
