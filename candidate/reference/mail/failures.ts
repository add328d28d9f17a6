import { CabinetError } from '../cabinet-error.ts';
import type { Bal } from './tls.ts';

/** Why an exchange with the operator failed, in words for the user. */
export interface Failure {
  failure: string;
}

/** True for what the operator refused, or for a connection that failed. */
export function isFailure(value: object): value is Failure {
  return 'failure' in value;
}

/** Fields that nodemailer and imapflow put on their errors. */
interface MailErrorFields {
  code?: string;
  responseCode?: number;
  response?: string;
  responseText?: string;
  authenticationFailed?: boolean;
  /** SMTP command that failed. */
  command?: string;
}

/** True when the operator refused the token or the certificate. */
function isAuthRefusal(thrown: unknown): boolean {
  const { code, authenticationFailed } = fields(thrown);
  return code === 'EAUTH' || authenticationFailed === true;
}

const cuts = ['ECONNRESET', 'EPIPE', 'ECONNECTION', 'NoConnection', 'EConnectionClosed', 'ClosedAfterConnectTLS'];

/**
 * True when trying again may help: the operator ended the session, or the token is no longer good. A message cut once
 * its content had left may have been taken: it is not sent twice.
 */
export function mayRetry(thrown: unknown, bal: Bal): boolean {
  const { code, responseCode, command } = fields(thrown);
  if (isAuthRefusal(thrown)) return bal !== 'APP';
  return command !== 'DATA' && (responseCode === 421 || (code !== undefined && cuts.includes(code)));
}

// nodemailer gives TLS failures a code of its own and OpenSSL's words; imapflow gives the code of OpenSSL.
const reasons: ReadonlyArray<[RegExp, string]> = [
  [/ECONNREFUSED/, 'l’opérateur ne répond pas à cette adresse'],
  [/ETIMEDOUT|CONNECT_TIMEOUT|timeout/i, 'l’opérateur n’a pas répondu à temps'],
  [/CERT_HAS_EXPIRED|certificate has expired/, 'le certificat de l’opérateur a expiré'],
  [/CERT_REVOKED|certificate revoked/, 'le certificat de l’opérateur est révoqué'],
  [/CRL/, 'le certificat de l’opérateur ne peut pas être contrôlé par la liste de révocation'],
  [/SELF_SIGNED|UNABLE_TO|self-signed|unable to/i, 'le certificat de l’opérateur ne vient pas de l’IGC-Santé'],
  [
    /protocol version|unsupported protocol|handshake|key too small|EPROTO/i,
    'l’opérateur n’offre aucune suite TLS admise',
  ],
];

/** What to tell the user. An error of mail never stops the rest of the software (ECO 1.2.3). */
export function failureOf(thrown: unknown, what: string): Failure {
  if (thrown instanceof CabinetError) return { failure: thrown.message };
  const { code = '', responseCode, response, responseText } = fields(thrown);
  const answer = responseText ?? response;
  if (isAuthRefusal(thrown)) return { failure: `L’opérateur a refusé l’authentification : ${answer ?? code}` };
  if (responseCode !== undefined) return { failure: `L’opérateur a refusé ${what} : ${answer ?? responseCode}` };
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [, reason] = reasons.find(([pattern]) => pattern.test(`${code} ${text}`)) ?? [];
  return { failure: `La connexion à l’opérateur a échoué : ${reason ?? answer ?? text}.` };
}

function fields(thrown: unknown): MailErrorFields {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}
