/** Another product that takes a document and answers when it will not be lost: the nearest that it has to our accept. */
export interface Peer {
  readonly name: string;
  /** The process whose family does the work. */
  readonly pid: number;
  /** Resolves when the peer has said that it has the document. */
  take(document: Buffer): Promise<void>;
  stop(): Promise<void>;
}
