import { type Configuration, errors, type Provider } from 'oidc-provider';
import { personScopes } from './person-claims.ts';
import type { SignIn } from './sign-in.ts';

type Ciba = NonNullable<NonNullable<Configuration['features']>['ciba']>;

const bindingMessageSizeMaxChars = 100;

/** For a person to answer, unless the client asks for less. */
export const askedSeconds = 600;

/**
 * Log-in that a client asks for without sending the person anywhere (OpenID CIBA Core 1.0), where the client polls for
 * the answer. The person answers on a page of ours, which finds the request by whom it is for.
 */
export function backchannel({ persons }: Pick<SignIn, 'persons'>): Ciba {
  return {
    enabled: true,
    deliveryModes: ['poll'],
    processLoginHint: async (_ctx, hint) => persons.findByNumber(hint ?? '')?.subject,
    processLoginHintToken: async () => {
      throw new errors.InvalidRequest('a person is named by login_hint or id_token_hint here');
    },
    validateBindingMessage: async (_ctx, message) => {
      if (message === undefined || isShown(message)) return;
      throw new errors.InvalidBindingMessage(
        `binding_message is 1 to ${bindingMessageSizeMaxChars} letters, digits, spaces and . , : ; - ( ) / ! ? #`,
      );
    },
    validateRequestContext: async () => undefined,
    // There is no code of the person's own; the page for the answer is where they prove who they are.
    verifyUserCode: async () => undefined,
    triggerAuthenticationDevice: async () => undefined,
  };
}

/** A request that a person has not answered. */
export interface Asked {
  /** Names it on the page; the id itself is the client's secret. */
  readonly handle: string;
  readonly clientName: string;
  readonly bindingMessage: string | undefined;
}

/** What waits for the answer of a person, the oldest first. */
export async function listAsked(provider: Provider, { asked }: SignIn, subject: string): Promise<Asked[]> {
  return Promise.all(
    (await asked(subject)).map(async ({ handle, payload }) => {
      const client = await provider.Client.find(payload.clientId ?? '');
      const { binding_message: message } = (payload.params ?? {}) as { binding_message?: string };
      return { handle, clientName: client?.clientName ?? '', bindingMessage: message };
    }),
  );
}

/** Gives the client what it asked for, or tells it no; false for what no longer waits. */
export async function answerAsked(
  provider: Provider,
  { asked }: SignIn,
  { subject, handle, isApproved }: { subject: string; handle: string; isApproved: boolean },
): Promise<boolean> {
  const entry = (await asked(subject)).find((one) => one.handle === handle);
  const request = entry && (await provider.BackchannelAuthenticationRequest.find(entry.payload.jti ?? ''));
  if (!request) return false;
  const refused = new errors.AccessDenied('the person did not log in');
  const result = isApproved ? await grantOf(provider, request) : refused;
  await provider.backchannelResult(request, result, { amr: ['external'], authTime: Math.floor(Date.now() / 1000) });
  return true;
}

async function grantOf(
  provider: Provider,
  { accountId, clientId, scope = '', resource }: InstanceType<Provider['BackchannelAuthenticationRequest']>,
) {
  const grant = new provider.Grant({ accountId, clientId });
  const scopes = scope.split(' ');
  grant.addOIDCScope(scopes.filter((name) => personScopes.has(name)).join(' '));
  const apiScopes = scopes.filter((name) => !personScopes.has(name)).join(' ');
  for (const api of [resource ?? []].flat()) grant.addResourceScope(api, apiScopes);
  await grant.save();
  return grant;
}

function isShown(message: string): boolean {
  return message.length <= bindingMessageSizeMaxChars && /^[\p{L}\p{N} .,:;()/!?#-]+$/u.test(message);
}
