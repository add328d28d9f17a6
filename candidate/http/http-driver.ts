import request, { type Response } from 'supertest';
import { messageOf, ProbantError } from '../../core/index.ts';
import { isConstat, type VerbArgs, type VerbName, validResult } from '../contract/index.ts';
import type { Driver, DriverAnswer } from '../driver.ts';

/** Where the publisher's adapter listens, and how long it may take. */
export interface HttpDriverOptions {
  /** Base address; a verb is posted to `<adaptateur>/<verbe>`. */
  adaptateur: string;
  /** Milliseconds. */
  delai: number;
}

// An answer holds at most one document (produireDocument), which is small: more is an adapter gone wild.
const maxResponseBytes = 50 * 1024 * 1024;

/** The driver that talks JSON with the publisher's adapter. Everything it answers has the source `adaptateur`. */
export function httpDriver(options: HttpDriverOptions): Driver {
  const base = options.adaptateur.replace(/\/+$/, '');
  const lacking = new Set<VerbName>();

  async function perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<DriverAnswer<V>> {
    const response = await post(verb, args);
    if (lacksVerb(response)) {
      lacking.add(verb);
      throw new ProbantError('verbe_absent', { verbe: verb });
    }
    if (response.status !== 200) throw refusal(verb, response);
    return {
      value: validResult(verb, parse(verb, response.text)),
      source: 'adaptateur',
      attachments: [{ name: 'reponse.json', mediaType: 'application/json', bytes: Buffer.from(response.text) }],
    };
  }

  async function post(verb: VerbName, args: object): Promise<Response> {
    try {
      return await request(base)
        .post(`/${verb}`)
        .set('Accept', 'application/json')
        .timeout({ deadline: options.delai })
        .redirects(0)
        .maxResponseSize(maxResponseBytes)
        .buffer(true)
        .parse(rawText)
        .ok(() => true)
        .send(args);
    } catch (thrown) {
      throw outage(verb, thrown);
    }
  }

  function outage(verb: VerbName, thrown: unknown): ProbantError {
    if (isTimeout(thrown))
      return new ProbantError('delai_depasse', { verbe: verb, delai: String(options.delai) }, thrown);
    return new ProbantError('produit_injoignable', { adresse: base, detail: reasonOf(thrown) }, thrown);
  }

  return {
    name: 'http',
    can: (verb) => !lacking.has(verb) && !isConstat(verb),
    perform,
    openScenario: () => Promise.resolve(),
    closePoint: () => Promise.resolve([]),
    closeScenario: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

// A 404 that says what is missing is about the product (an unknown file), and no reason to ask a person.
function lacksVerb({ status, text }: Response): boolean {
  return status === 501 || (status === 404 && !/"erreur"\s*:/.test(text));
}

function refusal(verb: VerbName, response: Response): ProbantError {
  const detail = `HTTP ${response.status} ${response.text.trim().slice(0, 500)}`.trim();
  return new ProbantError('pilote_en_erreur', { verbe: verb, detail });
}

function parse(verb: VerbName, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new ProbantError(
      'pilote_hors_contrat',
      { verbe: verb, detail: `JSON illisible, ${messageOf(thrown)}` },
      thrown,
    );
  }
}

/** Keeps the body as the text that came, whatever its type: it is evidence, and we parse it ourselves. */
function rawText(response: Response, done: (error: Error | null, body: string) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream & { text: string };
  stream.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk)));
  stream.on('end', () => {
    stream.text = Buffer.concat(chunks).toString('utf8');
    done(null, stream.text);
  });
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && ('timeout' in thrown || ('code' in thrown && thrown.code === 'ETIMEDOUT'));
}

function reasonOf(thrown: unknown): string {
  // A name with several addresses fails with an AggregateError, whose own message is empty.
  if (thrown instanceof AggregateError) return thrown.errors.map(messageOf).join(' ; ');
  return messageOf(thrown) || (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'connexion refusée');
}
