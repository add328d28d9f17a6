import type { RequestHandler } from 'msw';

/** Why an exchange got no answer from a handler. */
export type HostFailure = 'adresse_inconnue' | 'corps_trop_gros' | 'erreur_interne';

/** A service that a host serves. */
export interface HostedService {
  /** Name in the journal. */
  name: string;
  /** One short list: msw tries them one after the other. */
  handlers: RequestHandler[];
  /** Longest body served, in bytes, where the service has a bound of its own; that of the host elsewhere. */
  served?: number;
  /** What the service accepts of TLS, where it is more exacting than the host: highest version, suites as OpenSSL names them. */
  tls?: { maxVersion: 'TLSv1.2' | 'TLSv1.3'; ciphers: string };
  /** What attributes a message of the service, where another answers it: birth names and matricules in upper case. */
  keys?(body: Buffer, contentType: string): readonly string[];
  /**
   * An error that the service documents, by its code: what a fault on demand answers to a message, of which it may echo
   * the id. Undefined for a code that it has not.
   */
  error?(code: string, message?: Buffer): Response | undefined;
  /** The service's own answer (a SOAP fault, an OperationOutcome…) when no handler could give one. */
  failure(failure: HostFailure): Response;
}
