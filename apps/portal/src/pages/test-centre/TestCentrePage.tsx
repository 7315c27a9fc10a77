import { useMutation } from '@tanstack/react-query';
import { type CheckBody, checkDocument } from '../../api/check-document.ts';
import { useText } from '../../text/language.tsx';
import { Page } from '../../ui/Page.tsx';
import { WaitingFace } from '../../ui/WaitingFace.tsx';
import { Announcement } from './Announcement.tsx';
import { CheckFailed } from './CheckFailed.tsx';
import { CheckResult } from './CheckResult.tsx';
import { DocumentIntake } from './DocumentIntake.tsx';
import type { SubmittedDocument } from './submitted-document.ts';
import { useIncoming } from './use-incoming.ts';
import './test-centre.css';

interface Checked {
  readonly document: SubmittedDocument;
  readonly check: CheckBody;
}

/** What somebody hands over, by whatever way: its name is known before it has been read. */
export interface Handover {
  readonly name: string;
  read(): Promise<SubmittedDocument> | SubmittedDocument;
}

/** The test centre. Its four faces: asking for a message, checking one, the answer, and no answer. */
export function TestCentrePage() {
  const t = useText();
  const check = useMutation<Checked, Error, Handover>({
    mutationFn: async ({ read }) => {
      const document = await read();
      return { document, check: await checkDocument(document.bytes) };
    },
    gcTime: 0, // nothing of a message outlives its page
  });
  const isDragging = useIncoming(check.mutate);
  return (
    <div className="sb-test-centre" data-dragging={isDragging}>
      <Announcement state={check} />
      {check.isIdle && <DocumentIntake onHandover={check.mutate} isDragging={isDragging} />}
      {check.isPending && (
        <Page title={t.test_centre()} heading={check.variables.name}>
          <WaitingFace label={t.waiting({ name: check.variables.name })} />
        </Page>
      )}
      {check.isError && (
        <Page title={t.test_centre()} heading={check.variables.name}>
          <CheckFailed error={check.error} onRetry={() => check.mutate(check.variables)} onAnother={check.reset} />
        </Page>
      )}
      {check.isSuccess && <CheckResult key={check.submittedAt} {...check.data} onAnother={check.reset} />}
    </div>
  );
}
