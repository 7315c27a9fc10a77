import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import { interactionPath } from '../provider-paths.ts';
import { readForm, sendPage } from './form-over-http.ts';
import { type Language, languageOf } from './page-frame.ts';
import type { SignIn } from './sign-in.ts';
import { choicePage, expiredPage } from './sign-in-page.ts';

/** Shows the persons, and takes the choice of the browser that the interaction began in. */
export async function answerSignIn(
  provider: Provider,
  signIn: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  });
  const accepted = languageOf(request.headers['accept-language']);
  const isOfPage = interaction !== undefined && request.url === `${interactionPath}/${interaction.uid}`;
  if (!isOfPage) return sendPage(response, 400, expiredPage(accepted));

  const { uid, params } = interaction;
  const proof = createHmac('sha256', signIn.formKey).update(uid).digest('base64url');
  if (request.method === 'POST') {
    const form = await readForm(request);
    const result = isSame(form?.get('proof') ?? '', proof) ? resultOf(form, signIn) : undefined;
    if (!result) return sendPage(response, 400, expiredPage(accepted));
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const client = await provider.Client.find(String(params['client_id']));
  const language: Language = params['ui_locales'] === undefined ? accepted : languageOf(String(params['ui_locales']));
  const { clientName = '' } = client ?? {};
  const choice = { language, clientName, persons: signIn.persons.list(), action: `${interactionPath}/${uid}`, proof };
  sendPage(response, 200, choicePage(choice), String(params['redirect_uri']));
}

function resultOf(form: URLSearchParams | undefined, { persons }: SignIn) {
  if (form?.has('cancel')) return { error: 'access_denied', error_description: 'the person did not log in' };
  const person = persons.find(form?.get('person') ?? '');
  return person && { login: { accountId: person.subject, amr: ['external'] } };
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}
