import { request } from 'node:http';
import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { MailAccess } from '../services.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';

/** The authority of the operators' certificates, and the one above it: both lists are asked of a whole chain. */
const published = ['/CRL/ACI-EL-ORG-TEST.crl', '/CRL/ACR-EL-TEST.crl'] as const;

const freshFor = 3_600_000;
const patience = 5_000;
const longest = 5_000_000;

/**
 * The revocation lists of the IGC-Santé (ECO 1.1.6). The last one that was good is kept, and serves as long as it holds when
 * the current one can't be had, or has lapsed (ECO 1.1.7, MSS CONF.22).
 */
export class RevocationLists {
  readonly #access: Pick<MailAccess, 'ca' | 'igc'>;
  readonly #planted: DefectSet;
  readonly #kept = new Map<string, RevocationList>();
  #askedAt = 0;
  #asking: Promise<void> | undefined;

  constructor(access: Pick<MailAccess, 'ca' | 'igc'>, planted: DefectSet) {
    this.#access = access;
    this.#planted = planted;
  }

  /** The lists that are kept, as the screen shows them. */
  get kept(): RevocationList[] {
    return this.#planted.has('crl-gardees-non-montrees') ? [] : [...this.#kept.values()];
  }

  /** Asks for the current lists again before the next connection. */
  expire(): void {
    this.#askedAt = 0;
  }

  /**
   * PEM of the lists to check a server's certificate with; undefined when they are not to be looked at.
   *
   * @throws {@link CabinetError} when no list holds: a certificate that can't be checked is not accepted
   */
  async current(): Promise<string[] | undefined> {
    if (this.#access.igc === null || this.#planted.has('revocation-non-controlee')) return undefined;
    this.#asking ??= this.#ask(this.#access.igc).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
    const good = published.flatMap((path) => this.#kept.get(path) ?? []).filter(({ until }) => holds(until));
    if (good.length === published.length) return good.map(({ pem }) => pem);
    throw new CabinetError(
      'service_indisponible',
      'Le certificat de l’opérateur ne peut pas être contrôlé : aucune liste de révocation valable.',
    );
  }

  async #ask(igc: string): Promise<void> {
    const held = published.every((path) => holds(this.#kept.get(path)?.until));
    if (held && Date.now() - this.#askedAt < freshFor) return;
    this.#askedAt = Date.now();
    await Promise.all(published.map((path) => this.#refresh(igc, path)));
  }

  async #refresh(igc: string, path: string): Promise<void> {
    const list = readRevocationList(await download(new URL(path, igc)), this.#access.ca);
    const careless = this.#planted.has('crl-gardee-perdue');
    // What is no list, or a list that has lapsed, never takes the place of the one that still holds.
    if (list !== null && (holds(list.until) || careless)) this.#kept.set(path, list);
  }
}

function holds(until: Date | undefined): boolean {
  return until !== undefined && until.getTime() > Date.now();
}

/** In clear, as a list is signed; empty when it can't be had. */
function download(url: URL): Promise<Buffer> {
  return new Promise((resolve) => {
    const none = (): void => resolve(Buffer.alloc(0));
    const call = request(url, { agent: false, signal: AbortSignal.timeout(patience) }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= longest) chunks.push(chunk);
        else response.destroy();
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(Buffer.concat(chunks)) : none()));
      response.on('error', none);
      response.on('close', none);
    });
    call.on('error', none);
    call.end();
  });
}
