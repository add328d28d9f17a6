/** A reply that refuses. */
export interface SmtpRefusal {
  code: number;
  /** With its enhanced status code (RFC 3463): `5.7.1 …`. */
  text: string;
  /** Why, in French, for the journal. */
  reason?: string;
}

/** Who signs in. */
export interface SmtpLogin {
  mechanism: 'XOAUTH2' | 'PLAIN';
  user: string;
  /** Access token, or password. */
  secret: string;
  /** Organisational units of the client certificate's subject. */
  organisations: readonly string[];
}

/** A recipient that was accepted. */
export interface AcceptedRecipient {
  address: string;
  /** `SUCCESS`, `FAILURE`, `DELAY` or `NEVER` (RFC 3461); absent when the client did not say. */
  notify?: readonly string[];
  /** Original recipient, as the client gives it (RFC 3461). */
  orcpt?: string;
}

/** A message that was accepted and kept. */
export interface AcceptedMessage {
  /** Mailbox that signed in. */
  user: string;
  /** Envelope sender; empty for a report. */
  from: string;
  recipients: readonly AcceptedRecipient[];
  /** Envelope id and what a report returns (RFC 3461). */
  envid?: string;
  ret?: string;
  raw: Buffer;
  /** The trace that the operator puts before the message (RFC 5321 §4.4). */
  trace: { helo: string; remoteAddress: string; protocol: string };
}

/** What an interface of the operator accepts. Each refusal ends in the client's hands; nothing here throws for one. */
export interface SubmissionPolicy {
  /** Rejects when it cannot be told now (the token's issuer is out of reach): the client is asked to come back. */
  authenticate(login: SmtpLogin): Promise<SmtpRefusal | undefined>;
  sender(address: string): SmtpRefusal | undefined;
  /** `size`: what the client announces for the message (RFC 1870); 0 when it does not. */
  recipient(address: string, size: number): SmtpRefusal | undefined;
  /** Asked once the message has come whole. */
  message(message: AcceptedMessage): SmtpRefusal | undefined;
  deliver(message: AcceptedMessage): Promise<void> | void;
}
