import type { X509Certificate } from 'node:crypto';
import type { Environment, Journal } from '../../core/index.ts';
import type { HostedService } from '../host/index.ts';
import type { FaultCertificate, FaultKind } from './fault-catalogue.ts';
import type { ImapSessionFacts } from './imap/index.ts';
import type { IntegrationCode } from './integration-codes.ts';
import type { MailFault } from './mail-fault.ts';
import type { ServerCredential, SmtpLimits } from './smtp/index.ts';
import type { TlsProfile } from './tls-profile.ts';

/** Tells whether an access token opens the mailboxes of its subject (ECO 1.2.1); rejects when it can't be told now. */
export type TokenValidator = (
  token: string,
) => Promise<
  | { ok: true; subject: string /** Mailboxes that it opens; absent: any. */; mailboxes?: string[] }
  | { ok: false; reason: string }
>;

/** Kinds of mailbox: personal, organisational, applicative, and that of a user of Mon espace santé. */
export type MailboxKind = 'PER' | 'ORG' | 'APP' | 'patient';

/** A mailbox of the trusted domains. */
export interface MailboxDeclaration {
  address: string;
  kind: MailboxKind;
  /** Label of the sender: `Dr_Alix_TÉMOIN_Cabinet`, `Prénom Nom` for a patient. */
  label: string;
  /** Structure whose certificates open an APP mailbox: the OU of their subject. */
  structure?: string;
  /** `connue` unless said; mail to a closed or unknown mailbox is refused, that of a patient returned (NPAI). */
  etat?: 'connue' | 'fermee' | 'inconnue';
  /**
   * Reports that the correspondent returns when a message asks for them: none unless said, as many operators do (facts,
   * MSS §3.8), but the MDN of a user of Mon espace santé (§7).
   */
  accuses?: 'dsn' | 'mdn' | 'dsn_mdn' | 'aucun';
  /** Form of its MDNs; `rfc822` unless said. */
  formeMdn?: MdnForm;
  /**
   * Its software fails to take in every document: it returns the MDN of that failure where one was asked for, else the
   * standard mail (facts, MSS §6). The label is that of the code unless said.
   */
  echec?: { code: IntegrationCode; label?: string };
  /** Bytes that the mailbox holds; 256 MB unless said. */
  quota?: number;
  /** Scenario that it is for; `reset` forgets it with the scenario. */
  owner?: string;
}

/** Form of an MDN: see {@link ReportRequest.form}. */
export type MdnForm = 'rfc822' | 'pieces';

/** A reply that a user of Mon espace santé writes. */
export interface PatientReply {
  /** Address of the patient, `<matricule>@patient.mssante.fr`. */
  from: string;
  /** Mailbox that wrote to the patient; the reply goes to its `Reply-To` where there is one. */
  to: string;
  /** Message-ID of the message replied to; the last one from `to` unless said. */
  inReplyTo?: string;
  text: string;
  owner?: string;
}

/** Why a reply or a report could not leave. */
export type MailRefusal =
  | 'bal_inconnue'
  | 'bal_fermee'
  | 'aucun_message'
  | 'fin_active'
  | 'accuse_non_demande'
  | 'destinataire_inconnu';

/** What became of what a correspondent was asked to send. */
export interface SendResult {
  sent: boolean;
  reason?: MailRefusal;
}

/** A report that a correspondent is asked to return. */
export interface ReportRequest {
  /** Address of the correspondent that received the message. */
  from: string;
  /** Message-ID of the message; the last one received unless said. */
  messageId?: string;
  /** `courriel`: the standard mail of a failed integration, for a message that asked for no MDN (facts, MSS §6). */
  kind: 'dsn' | 'mdn' | 'courriel';
  /**
   * Form of an MDN (facts, MSS §6): `rfc822` has the whole message and `processed/error` (1.1.3); `pieces` has the
   * message's attachments and `processed/Error: 902^…` (its former version). `rfc822` unless said.
   */
  form?: MdnForm;
  /**
   * What went wrong: the code of a failed integration (`902`), or the status of a failed DSN (`5.2.2`). The label is that of
   * the code unless said.
   */
  error?: { code: string; label?: string };
  /** Sends it even if the message did not ask for it. */
  unasked?: boolean;
  owner?: string;
}

/** Control of the mocked MSS. Addresses are compared without regard to case. */
export interface MssControl {
  /** Makes a mailbox known, or changes what is known of it. */
  declareMailbox(mailbox: MailboxDeclaration): void;
  /** Puts an incoming message in a mailbox, its bytes as they are; the product finds it by IMAP. */
  deliver(address: string, raw: Buffer, options?: { owner?: string }): SendResult;
  /** The messages in the INBOX of a mailbox, in order; none for a mailbox without account. */
  inbox(address: string): Buffer[];
  /** Makes a patient answer; refused (with the reason) after FIN, or when nobody wrote to the patient. */
  patientReplies(reply: PatientReply): SendResult;
  /** Makes a correspondent return a report. */
  report(request: ReportRequest): Promise<SendResult>;
  /**
   * Makes the next exchanges of a mailbox, or of any, go wrong (docs/mss.md).
   *
   * @throws {@link ProbantError} `panne_invalide`
   */
  fault(fault: MailFault): void;
  /** Opens one more listener, that a product must refuse: see {@link RunningMss.faultListener}. */
  faultListener(kind: FaultKind, options?: FaultListenerOptions): Promise<FaultListener>;
  /** Ends the SMTP and IMAP sessions of a mailbox, or all, as an operator does (ECO 1.2.7); returns how many. */
  cut(address?: string): number;
  /** Forgets what an owner declared, programmed or opened and its mail; without owner, all mail, and all declarations that have an owner. */
  reset(owner?: string): void;
}

/** What the MSS mock is made of. */
export interface MssOptions {
  environment: Environment;
  journal: Journal;
  /** Address to bind. */
  listen: string;
  /** Names of the operator's server; the first is in its greeting. */
  names: readonly string[];
  credential: ServerCredential;
  /** PEM of the authorities whose client certificates open the APP interface. */
  clientAuthorities: readonly string[];
  /** Whether a client certificate is revoked; without it revocation is not looked up. */
  revoked?: (certificate: X509Certificate) => boolean;
  /** 0 takes any free port. */
  ports: { pscSmtp: number; appSmtp: number; pscImap: number; appImap: number };
  validateToken: TokenValidator;
  /** Domain of the operator: `test.mssante.fr`. */
  domain: string;
  /** Longest message in bytes; 25 MB unless said, what Mon espace santé takes (facts, MSS §3.7). */
  sizeLimit?: number;
  smtpLimits?: SmtpLimits;
  /** Domains of the trusted space besides the operator's own, that of Mon espace santé, and those of declared mailboxes. */
  trustedDomains?: readonly string[];
  /** Text of the API LPS that the TLS follows: six suites and TLS 1.3 unless said. */
  tls?: TlsProfile;
  /** `ignore`: an operator that knows nothing of DSN (facts, MSS §3.8): not announced, no report of success. */
  dsn?: 'gere' | 'ignore';
  /** Silence after which the operator ends a session, by the injected clock; 30 minutes unless said (RFC 3501 §5.4). */
  idleMs?: number;
  /** Makes the certificates of faulty listeners; absent: they have to be given, but a foreign one. */
  faultCredential?: (state: FaultCertificate) => Promise<ServerCredential>;
}

/** How to open a faulty listener. */
export interface FaultListenerOptions {
  /** `smtp` unless said. */
  protocol?: 'smtp' | 'imap';
  /** What it shows; else what `MssOptions.faultCredential` makes. */
  credential?: ServerCredential;
  /** 0, or absent: any free port. */
  port?: number;
  /** Scenario that it is for; `reset` closes it with the scenario. Absent: it lasts as the operator. */
  owner?: string;
}

/** A listener that does wrong on purpose. */
export interface FaultListener {
  kind: FaultKind;
  protocol: 'smtp' | 'imap';
  port: number;
  stop(): Promise<void>;
}

/** A running MSS. */
export interface RunningMss {
  ports: { pscSmtp: number; appSmtp: number; pscImap: number; appImap: number };
  control: MssControl;
  /** The first error that kept something from being kept, if any. */
  readonly failure: unknown;
  /** The IMAP sessions that are open now. */
  sessions(): ImapSessionFacts[];
  /** Ends the IMAP sessions of a mailbox, or all, as an operator does (ECO 1.2.7); returns how many. */
  cut(address?: string): number;
  /**
   * Opens one more listener of the PSC interface, with a wrong server side (`faultCatalogue`). `stop` of the MSS stops it.
   *
   * @throws {@link ProbantError} `certificat_invalide` when its certificate is not given and can't be made
   */
  faultListener(kind: FaultKind, options?: FaultListenerOptions): Promise<FaultListener>;
  /**
   * What the operator's own HTTPS server answers: autoconfiguration (ECO 1.1.9) and white list, for `startTlsHost`.
   *
   * @param ports where clients find the PSC interface, when it is not at the operator's own
   */
  autoconfig(host: string, ports?: { imap: number; smtp: number }): HostedService;
  /** Ends the sessions that are silent for too long by the injected clock; it does so by itself every second. */
  sweep(): void;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}
