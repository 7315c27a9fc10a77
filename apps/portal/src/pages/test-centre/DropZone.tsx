import { FileImportIcon } from '@navikt/aksel-icons';
import { useRef } from 'react';
import { useText } from '../../text/language.tsx';
import type { IntakeProps } from './DocumentIntake.tsx';
import { readFile } from './submitted-document.ts';

/** One large button: pressed it asks for a file, and a file may be dropped on it, as on the whole page. */
export function DropZone({ onHandover, isDragging }: IntakeProps & { isDragging: boolean }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const pick = (file: File | undefined): void => {
    if (file) onHandover({ name: file.name, read: () => readFile(file) });
  };
  return (
    <>
      <button type="button" className="sb-drop" data-dragging={isDragging} onClick={() => picker.current?.click()}>
        <FileImportIcon aria-hidden fontSize="3rem" />
        <span className="sb-drop-title sb-touch-hidden">{isDragging ? t.drop_now() : t.drop_title()}</span>
        <span className="sb-drop-choose sb-touch-hidden">{t.drop_choose()}</span>
        <span className="sb-drop-title sb-touch-only">{t.drop_touch()}</span>
        <span className="sb-drop-limit">{t.drop_limit()}</span>
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t.file_input()}
        accept=".xml,text/xml,application/xml"
        onChange={(event) => pick(event.target.files?.[0])}
      />
    </>
  );
}
