import { randomUUID, X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { DefectSet } from './defects.ts';
import { type InsiCriteria, InsiEnvelope, type InsiRequest } from './insi-envelope.ts';
import { type InsiOutcome, readInsiResponse } from './insi-response.ts';

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
}

const maxBytes = 1_000_000;

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
  async search(criteria: InsiCriteria): Promise<InsiOutcome> {
    const outcome = await this.#once(criteria);
    const insist =
      (outcome.kind === 'faute' && this.#planted.has('faute-relancee')) ||
      (outcome.kind === 'panne' && this.#planted.has('panne-relancee'));
    if (!insist) return outcome;
    for (let retry = 0; retry < 3; retry += 1) await this.#once(criteria);
    return outcome;
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #once(criteria: InsiCriteria): Promise<InsiOutcome> {
    try {
      const { status, text } = await this.#post(this.#envelope.build(criteria));
      return await readInsiResponse(status, text);
    } catch (thrown) {
      return { kind: 'panne', texte: this.#failureText(thrown) };
    }
  }

  #post(message: InsiRequest): Promise<{ status: number; text: string }> {
    const body = Buffer.from(message.body, 'utf8');
    const headers = { 'Content-Type': message.contentType, 'Content-Length': body.length };
    const signal = AbortSignal.timeout(this.#access.delai ?? 8_000);
    return new Promise((resolve, reject) => {
      const call = request(this.#access.url, { method: 'POST', agent: this.#agent, headers, signal }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= maxBytes) chunks.push(chunk);
          else response.destroy();
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('close', () => resolve({ status: 0, text: '' }));
        response.on('error', reject);
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  #failureText(thrown: unknown): string {
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'AbortError' || name === 'TimeoutError') {
      return 'Le téléservice INSi n’a pas répondu à temps. Renouvelez votre demande plus tard.';
    }
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'erreur inconnue';
    return `La connexion au téléservice INSi a échoué (${code}).`;
  }
}

/** OU of a certificate's subject: the structure id of an IGC-Santé ORG certificate. */
function organisationalUnit(pem: string): string {
  const units = new X509Certificate(pem).toLegacyObject().subject.OU;
  const [unit] = Array.isArray(units) ? units : [units];
  return unit ?? '';
}
