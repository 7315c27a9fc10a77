import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { approvalPath } from '../provider-paths.ts';
import { waitingPage, whoPage } from './approval-pages.ts';
import { answerAsked, listAsked } from './backchannel.ts';
import { readForm, sendPage } from './form-over-http.ts';
import { languageOf } from './page-frame.ts';
import type { SignIn } from './sign-in.ts';

/**
 * Shows what waits for a person, and takes the answer. It holds nothing that a form from elsewhere could misuse: anybody
 * may be any of these persons, here as on the page where they log in.
 */
export async function answerApprovals(
  provider: Provider,
  signIn: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const language = languageOf(request.headers['accept-language']);
  const fields = request.method === 'POST' ? await readForm(request) : undefined;
  const person = signIn.persons.find(fields?.get('person') ?? '');
  if (!person) return sendPage(response, 200, whoPage(language, approvalPath, signIn.persons.list()));
  const { subject } = person;
  const [handle, answer] = [fields?.get('request') ?? '', fields?.get('answer')];
  const isGone =
    handle !== '' && !(await answerAsked(provider, signIn, { subject, handle, isApproved: answer === 'yes' }));
  const asked = await listAsked(provider, signIn, subject);
  sendPage(response, 200, waitingPage(language, { action: approvalPath, person, asked, isGone }));
}
