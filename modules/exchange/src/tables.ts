import type { Generated } from 'kysely';

/** The tables of this module as Kysely sees them; a neighbour's table is a type error here. */
export type Tables = {
  'exchange.message': MessageTable;
  'exchange.document_key': DocumentKeyTable;
  'exchange.delivery': DeliveryTable;
  'exchange.receipt': ReceiptTable;
  'exchange.event': EventTable;
  'exchange.notification': NotificationTable;
};

export type MessageTable = {
  id: string;
  kind: 'document' | 'receipt';
  document_id: string;
  sender_her_id: number;
  sender_organization_number: string;
  message_type: string;
  document_type: string;
  namespace: string;
  version: string;
  generated_at: Date;
  generated_text: string;
  conversation_id: string | null;
  parent_id: string | null;
  digest: Buffer;
  size_bytes: number;
  body: Buffer;
  accepted_at: Date;
};

export type DocumentKeyTable = {
  sender_her_id: number;
  document_id: string;
  message_id: string;
  digest: Buffer;
};

export type DeliveryTable = {
  message_id: string;
  receiver_her_id: number;
  organization_number: string;
  transport: 'mailbox';
  route: Record<string, unknown>;
};

export type ReceiptTable = {
  original_message_id: string;
  receiver_her_id: number;
  receipt_message_id: string;
};

export type EventTable = {
  sequence: number;
  message_id: string;
  receiver_her_id: number | null;
  kind: string;
  occurred_at: Date;
  proof: Record<string, unknown>;
};

export type NotificationTable = {
  feed_offset: number;
  her_id: number;
  notification_id: Generated<string>;
  message_id: string;
  kind: string;
  triggered_by_her_id: number;
  created_at: Date;
};
