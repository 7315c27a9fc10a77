import { ClipboardIcon, PadlockLockedIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { BodyLong, BodyShort } from '@navikt/ds-react/Typography';
import { useState } from 'react';
import { useText } from '../../text/language.tsx';
import { Page } from '../../ui/Page.tsx';
import { DropZone } from './DropZone.tsx';
import { ExampleList } from './ExampleList.tsx';
import { PasteForm } from './PasteForm.tsx';
import type { Handover } from './TestCentrePage.tsx';
import './intake.css';

export interface IntakeProps {
  onHandover: (handover: Handover) => void;
}

/** Asks for a message: dropped, picked, pasted, or one of ours. */
export function DocumentIntake({ onHandover, isDragging }: IntakeProps & { isDragging: boolean }) {
  const t = useText();
  const [isPasting, setPasting] = useState(false);
  return (
    <Page title={t.test_centre()} heading={t.intro_heading()}>
      <BodyLong size="large" className="sb-lead">
        {t.intro_lead()}
      </BodyLong>
      <div className="sb-intake">
        <div className="sb-intake-own">
          {isPasting ? (
            <PasteForm onHandover={onHandover} onCancel={() => setPasting(false)} />
          ) : (
            <>
              <DropZone onHandover={onHandover} isDragging={isDragging} />
              <div className="sb-intake-paste">
                <Button
                  variant="secondary"
                  data-color="neutral"
                  icon={<ClipboardIcon aria-hidden />}
                  onClick={() => setPasting(true)}
                >
                  {t.paste_open()}
                </Button>
                <BodyShort size="small" className="sb-quiet sb-touch-hidden">
                  {t.paste_hint()}
                </BodyShort>
              </div>
            </>
          )}
          <Privacy />
        </div>
        <ExampleList onHandover={onHandover} />
      </div>
    </Page>
  );
}

function Privacy() {
  const t = useText();
  return (
    <div className="sb-privacy">
      <PadlockLockedIcon aria-hidden fontSize="1.5rem" />
      <BodyShort size="small">
        <strong>{t.privacy_title()}.</strong> {t.privacy_text()}
      </BodyShort>
    </div>
  );
}
