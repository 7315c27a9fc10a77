import { BodyLong, Heading } from '@navikt/ds-react/Typography';
import type { ReactNode, Ref } from 'react';
import './faces.css';

export interface NoticeProps {
  tone: 'success' | 'warning' | 'danger' | 'neutral';
  icon: ReactNode;
  title: string;
  /** Takes the focus when the notice answers what somebody did. */
  headingRef?: Ref<HTMLHeadingElement>;
  children?: ReactNode;
}

/** Something that is said in a frame of its own: a verdict, a failure, an emptiness. */
export function Notice({ tone, icon, title, headingRef, children }: NoticeProps) {
  return (
    <section className="sb-notice" data-tone={tone}>
      <span className="sb-notice-icon" aria-hidden="true">
        {icon}
      </span>
      <div className="sb-notice-text">
        <Heading level="2" size="medium" tabIndex={-1} {...(headingRef && { ref: headingRef })}>
          {title}
        </Heading>
        {typeof children === 'string' ? <BodyLong>{children}</BodyLong> : children}
      </div>
    </section>
  );
}
