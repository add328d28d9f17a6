import { randomUUID, X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { CabinetError } from './cabinet-error.ts';
import type { DefectSet } from './defects.ts';
import { billingId, physician } from './documents/organisation.ts';
import { type InsiCaller, type InsiCriteria, InsiEnvelope } from './insi-envelope.ts';
import { postInsi } from './insi-post.ts';
import { type InsiOutcome, readInsiResponse } from './insi-response.ts';
import { apiToken } from './psc/api-token.ts';
import type { PscSession } from './psc/psc-session.ts';
import type { PscAccess } from './services.ts';

/** How Cabinet Témoin reaches INSi: by address and certificate, like any product. PEM texts. */
export interface InsiAccess {
  url: string;
  ca: string;
  cert: string;
  key: string;
  /** CNDA authorisation number. */
  idam?: string;
  /** Longest wait for an answer, in ms. */
  delai?: number;
  /** Another certificate of the practice, that is not meant for INSi. */
  autre?: { cert: string; key: string };
  /** Where the tokens of the users signed in by Pro Santé Connect are exchanged. */
  psc?: PscAccess;
}

/** Who asks for one search. */
export type InsiSearcher = Pick<InsiClient, 'search'>;

/** Calls WS_INS2 with mutual TLS. */
export class InsiClient {
  readonly #access: InsiAccess;
  readonly #planted: DefectSet;
  readonly #envelope: InsiEnvelope;
  readonly #agent: Agent;

  constructor(access: InsiAccess, planted: DefectSet) {
    this.#access = access;
    this.#planted = planted;
    this.#envelope = new InsiEnvelope(
      {
        emetteur: organisationalUnit(access.cert),
        idam: access.idam ?? 'IDAM-CABINET-TEMOIN',
        instance: randomUUID(),
      },
      planted,
    );
    const { cert, key } = (planted.has('insi-autre-certificat') ? access.autre : undefined) ?? access;
    this.#agent = new Agent({ ca: access.ca, cert, key, keepAlive: false });
  }

  /** One click, one request: whatever the service answers, the product does not insist (facts, INSi §1.8). */
  async search(criteria: InsiCriteria, session?: PscSession): Promise<InsiOutcome> {
    const outcome = await this.#once(criteria, session);
    const insist =
      (outcome.kind === 'faute' && this.#planted.has('faute-relancee')) ||
      (outcome.kind === 'panne' && this.#planted.has('panne-relancee'));
    if (!insist) return outcome;
    for (let retry = 0; retry < 3; retry += 1) await this.#once(criteria, session);
    return outcome;
  }

  /** Searches in the name of a user: by his own token when he is signed in by Pro Santé Connect (INS/PSC.01). */
  of(session: PscSession | undefined): InsiSearcher {
    return { search: (criteria) => this.search(criteria, session) };
  }

  /** How a call of that user is authenticated: by Pro Santé Connect, or by the certificate of the software. */
  connected(session: PscSession | undefined): PscSession | undefined {
    if (this.#access.psc === undefined || this.#planted.has('psc-insi-sans-jeton')) return undefined;
    return session;
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #once(criteria: InsiCriteria, session: PscSession | undefined): Promise<InsiOutcome> {
    try {
      const connected = this.connected(session);
      const token = connected === undefined ? undefined : await this.#token(connected);
      const message = this.#envelope.build(criteria, connected && this.#caller(connected));
      const { url, delai } = this.#access;
      const { status, text } = await postInsi({ url, agent: this.#agent, delai, token }, message);
      return await readInsiResponse(status, text);
    } catch (thrown) {
      return { kind: 'panne', texte: failureText(thrown) };
    }
  }

  async #token(session: PscSession): Promise<string> {
    const { psc, cert, key } = this.#access;
    if (psc === undefined) throw new CabinetError('service_indisponible', 'Pro Santé Connect n’est pas configuré.');
    return apiToken(await session.token(), { psc, api: 'insi', client: { cert, key } });
  }

  #caller({ professional }: PscSession): InsiCaller {
    const planted = this.#planted;
    return {
      professional: planted.has('psc-insi-autre-titulaire') ? physician.id : professional.id,
      billing: planted.has('psc-insi-sans-facturation') ? null : billingId,
    };
  }
}

/** Why a call failed before INSi answered, as the screen says it. */
export function failureText(thrown: unknown): string {
  if (thrown instanceof CabinetError) return thrown.message;
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError' || name === 'TimeoutError') {
    return 'Le téléservice INSi n’a pas répondu à temps. Renouvelez votre demande plus tard.';
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'erreur inconnue';
  return `La connexion au téléservice INSi a échoué (${code}).`;
}

/** OU of a certificate's subject: the structure id of an IGC-Santé ORG certificate. */
function organisationalUnit(pem: string): string {
  const units = new X509Certificate(pem).toLegacyObject().subject.OU;
  const [unit] = Array.isArray(units) ? units : [units];
  return unit ?? '';
}
