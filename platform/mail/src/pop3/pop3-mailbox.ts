/** A mailbox over any store. One that fails to answer ends the session; nothing is removed then. */
export type Pop3Mailbox = {
  /** What is the same for two sessions of one mailbox: only one may be open. */
  readonly id: string;
  /** Oldest first. `uid`: up to 70 visible characters, never used again (RFC 1939 §7). */
  list(): Promise<readonly Pop3Mail[]>;
  /** The mail, lines ended by CRLF; undefined when it is gone meanwhile. */
  open(uid: string): Promise<Uint8Array | undefined>;
  /** Called once, at QUIT, with what the client deleted. */
  remove(uids: readonly string[]): Promise<unknown>;
};

export type Pop3Mail = { readonly uid: string; readonly sizeBytes: number };

/** A mail as a session sees it; deleted ones keep their number. */
export type SessionMail = Pop3Mail & { isDeleted: boolean };
