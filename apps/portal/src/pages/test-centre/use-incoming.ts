import { useEffect, useEffectEvent, useState } from 'react';
import { useText } from '../../text/language.tsx';
import { readFile, readText } from './submitted-document.ts';
import type { Handover } from './TestCentrePage.tsx';

/** Takes what is dropped or pasted anywhere on the page. True while a file is held over it. */
export function useIncoming(onHandover: (handover: Handover) => void): boolean {
  const t = useText();
  const [isDragging, setDragging] = useState(false);

  const handOver = useEffectEvent((file: File | undefined, text: string | undefined): boolean => {
    if (file) onHandover({ name: file.name, read: () => readFile(file) });
    else if (text?.trim()) onHandover({ name: t.pasted_name(), read: () => readText(t.pasted_name(), text) });
    return file !== undefined || Boolean(text?.trim());
  });

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      event.preventDefault(); // else the browser opens the file in place of the page
      setDragging(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setDragging(false);
      handOver(event.dataTransfer?.files[0], event.dataTransfer?.getData('text/plain'));
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTextField(event.target)) return;
      if (handOver(event.clipboardData?.files[0], event.clipboardData?.getData('text/plain'))) event.preventDefault();
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
  return isDragging;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
