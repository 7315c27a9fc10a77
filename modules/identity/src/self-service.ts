import { randomUUID } from 'node:crypto';
import type { Database } from '@samband/db';
import type { ChangeClient } from './change-client.ts';
import { type Client, parseName, parseNewKey, type Tenancy } from './client.ts';
import {
  type ClientDraft,
  type ClientDraftInput,
  ClientDraftNotFound,
  ClientDraftsTooMany,
  parseClientDraft,
} from './client-draft.ts';
import * as drafts from './client-draft-store.ts';
import { isClientId } from './client-id.ts';
import type { ClientSettings } from './client-settings.ts';
import { approvedSettings, nothingPending, parseClientSettings, replacedSettings } from './client-settings.ts';
import * as store from './client-store.ts';
import { insertKeyOf, insertNewClient } from './clients.ts';
import { recordEvent } from './event-store.ts';
import type { ScopeCatalogue } from './scope.ts';

/** What vendors do by themselves, and the administrator's yes or no to it. */
export interface SelfService {
  /** Asks for a client. Throws ClientDraftsTooMany. */
  draftClient(input: ClientDraftInput): Promise<ClientDraft>;
  /** Drafts that wait, the oldest first, at most 1,000. */
  listDrafts(): Promise<ClientDraft[]>;
  /** Makes the client, with all that the draft asks for. Throws ClientDraftNotFound. */
  confirmDraft(clientId: string, as: { name?: string; tenancy?: Tenancy }, by: string): Promise<Client>;
  /** The draft is gone, and its client id with it. Throws ClientDraftNotFound. */
  rejectDraft(clientId: string): Promise<void>;
  /** Replaces all settings: less at once, more when it is approved. */
  replaceSettings(clientId: string, settings: Partial<ClientSettings>): Promise<Client>;
  /** Gives the client all that waits. */
  approvePending(clientId: string, by: string): Promise<Client>;
  /** The new key works at once; those there were end a day later. */
  rotateKey(clientId: string, publicJwk: unknown): Promise<{ kid: string; expiresAt: Date }>;
}

interface SelfServiceOptions {
  readonly database: Database;
  readonly catalogue: ScopeCatalogue;
  readonly now: () => Date;
  readonly change: ChangeClient;
}

const dayMs = 24 * 3_600_000;
const draftLifetimeMs = 7 * dayMs;
const draftsMax = 1_000;
const draftsOfOrganizationMax = 10;
/** Time for a system of several nodes to take the new key into use. */
const keyOverlapMs = dayMs;
/** A key that a vendor forgot ends by itself. */
const keyLifetimeMs = 2 * 365 * dayMs;

export function createSelfService({ database, catalogue, now, change }: SelfServiceOptions): SelfService {
  return {
    async draftClient(input) {
      const parsed = parseClientDraft(input, catalogue);
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + draftLifetimeMs);
      const draft = { clientId: randomUUID(), ...parsed, createdAt, expiresAt };
      await database.transaction(async (tx) => {
        const waiting = await drafts.countDrafts(tx, draft.organizationNumber, createdAt);
        if (waiting.ofOrganization >= draftsOfOrganizationMax) throw new ClientDraftsTooMany(draftsOfOrganizationMax);
        if (waiting.inAll >= draftsMax) throw new ClientDraftsTooMany(draftsMax);
        await drafts.insertDraft(tx, draft);
      });
      return draft;
    },

    listDrafts: () => drafts.listDrafts(database.db, now(), draftsMax),

    async confirmDraft(clientId, { name, tenancy = 'single-tenant' }, by) {
      return database.transaction(async (tx) => {
        const draft = await takeDraft(tx, clientId);
        const { organizationNumber, key, settings } = draft;
        const client = {
          name: name === undefined ? `Client of ${organizationNumber}` : parseName(name),
          ...{ organizationNumber, tenancy, keys: [key], signInFlows: [], apis: [] },
          ...parseClientSettings(settings, catalogue),
        };
        return insertNewClient(tx, client, by, now(), clientId);
      });
    },

    async rejectDraft(clientId) {
      await database.transaction((tx) => takeDraft(tx, clientId));
    },

    async replaceSettings(clientId, input) {
      const wanted = parseClientSettings(input, catalogue);
      return change(clientId, async (tx, client, at) => {
        const replaced = replacedSettings(client, wanted);
        await store.replaceSettings(tx, clientId, replaced);
        const facts = { ...replaced.settings, pending: replaced.pending };
        await recordEvent(tx, { kind: 'client-settings-replaced', by: clientId, at, clientId, facts });
      });
    },

    async approvePending(clientId, by) {
      return change(clientId, async (tx, client, at) => {
        const settings = approvedSettings(client);
        await store.replaceSettings(tx, clientId, { settings, pending: nothingPending });
        await recordEvent(tx, { kind: 'client-settings-approved', by, at, clientId, facts: { ...client.pending } });
      });
    },

    async rotateKey(clientId, publicJwk) {
      const key = parseNewKey(publicJwk);
      let expiresAt = new Date(0);
      await change(clientId, async (tx, client, at) => {
        expiresAt = new Date(at.getTime() + keyLifetimeMs);
        await insertKeyOf(tx, client, key, at, expiresAt);
        await store.endOtherKeys(tx, clientId, key.kid, new Date(at.getTime() + keyOverlapMs));
        const facts = { kid: key.kid, expiresAt };
        await recordEvent(tx, { kind: 'client-key-rotated', by: clientId, at, clientId, facts });
      });
      return { kid: key.kid, expiresAt };
    },
  };

  async function takeDraft(tx: Parameters<typeof drafts.takeDraft>[0], clientId: string): Promise<ClientDraft> {
    const draft = isClientId(clientId) ? await drafts.takeDraft(tx, clientId, now()) : undefined;
    if (!draft) throw new ClientDraftNotFound();
    return draft;
  }
}
