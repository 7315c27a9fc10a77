import { Button } from '@navikt/ds-react/Button';
import { Textarea } from '@navikt/ds-react/Textarea';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../text/language.tsx';
import type { IntakeProps } from './DocumentIntake.tsx';
import { readText } from './submitted-document.ts';

export function PasteForm({ onHandover, onCancel }: IntakeProps & { onCancel: () => void }) {
  const t = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') {
      setRefused(true);
      field.current?.focus();
      return;
    }
    onHandover({ name: t.pasted_name(), read: () => readText(t.pasted_name(), text) });
  };
  return (
    <form className="sb-paste" onSubmit={submit}>
      <Textarea
        ref={field}
        className="sb-paste-field"
        label={t.paste_label()}
        value={text}
        minRows={10}
        maxRows={16}
        spellCheck={false}
        autoComplete="off"
        error={isRefused && text.trim() === '' ? t.paste_empty() : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="sb-actions">
        <Button type="submit">{t.paste_submit()}</Button>
        <Button type="button" variant="tertiary" onClick={onCancel}>
          {t.paste_cancel()}
        </Button>
      </div>
    </form>
  );
}
