import type { AddressRegister } from '@samband/address-register';
import type { Exchange } from '@samband/exchange';
import type { Access } from './access.ts';
import type { MshConfigurations } from './msh-configuration.ts';
import type { OpenStreams } from './open-streams.ts';
import { EdiHeaders } from './request-headers.ts';
import type { Unread } from './unread.ts';

/** What the groups of routes are built on. */
export interface EdiParts {
  readonly exchange: Exchange;
  readonly register: AddressRegister;
  readonly access: Access;
  readonly configurations: MshConfigurations;
  readonly unread: Unread;
  readonly streams: OpenStreams;
  readonly now: () => Date;
}

/** What every call has in common: the scope it needs, its headers, and where it stands in the description of the API. */
export const ediConfig = { scope: 'nhn:msh/api' };
export const ediSchema = { tags: ['EDI 2.0'], headers: EdiHeaders };
