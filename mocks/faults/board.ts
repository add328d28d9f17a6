import { ProbantError } from '../../core/index.ts';
import type { ExchangeFault, FaultCandidate, FaultSource } from '../host/index.ts';
import { faultCatalogue, isTlsFault } from './catalogue.ts';
import type { FaultControl, FaultyService, ServiceFault, SetFault, TlsFaultKind } from './fault.ts';
import { readFault } from './schema.ts';

/** What a board does to the services. */
export interface BoardParts {
  /** The answer of a service's own error; undefined for a code that it has not. */
  errorAnswer(service: FaultyService, code: string, message?: Buffer): Response | undefined;
  /** Makes ready what a server shows when it goes wrong that way. */
  prepareTls(kind: TlsFaultKind): Promise<void>;
  /** Makes the next handshakes of a service wrong, or right again. */
  showTls(service: FaultyService, kind: TlsFaultKind | undefined): void;
}

/** The faults of a bench: set from a step, from the plan or live, met by the exchanges of its services. */
export class FaultBoard implements FaultControl, FaultSource {
  readonly #parts: BoardParts;
  readonly #faults: SetFault[] = [];
  #count = 0;

  constructor(parts: BoardParts) {
    this.#parts = parts;
  }

  async set(asked: ServiceFault): Promise<string> {
    const fault = readFault(asked);
    const { service, panne, code } = fault;
    if (code !== undefined && this.#parts.errorAnswer(service, code) === undefined) {
      throw new ProbantError('panne_invalide', { detail: `code : « ${code} » n’est pas une erreur de ${service}` });
    }
    if (isTlsFault(panne)) await this.#parts.prepareTls(panne);
    this.#count += 1;
    const id = String(this.#count);
    this.#faults.push({ ...fault, id, exigences: faultCatalogue[panne].exigences[service] ?? [], rencontres: 0 });
    if (isTlsFault(panne)) this.#showTls(service);
    return id;
  }

  list(): SetFault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  withdraw(id: string): boolean {
    return this.#withdraw((fault) => fault.id === id) > 0;
  }

  reset(owner?: string): void {
    this.#withdraw((fault) => owner === undefined || fault.owner === owner);
  }

  /** The latest fault set wins; one that has been met as often as it was asked is withdrawn. */
  take(candidate: FaultCandidate): ExchangeFault | undefined {
    const fault = this.#faults.findLast((one) => !isTlsFault(one.panne) && meets(one, candidate));
    if (fault === undefined) return undefined;
    fault.rencontres += 1;
    if (fault.rencontres === fault.fois) this.withdraw(fault.id);
    return this.#effect(fault, candidate.body);
  }

  #effect(fault: SetFault, message: Buffer): ExchangeFault {
    const named = { panne: fault.panne, keys: (fault.cles ?? []).map((key) => key.toUpperCase()) };
    switch (fault.panne) {
      case 'lenteur':
        return { ...named, effect: 'attend', delayMs: fault.delaiMs ?? 0 };
      case 'silence':
        return { ...named, effect: 'se_tait' };
      case 'coupure':
        return { ...named, effect: 'coupe' };
      case 'coupure_reponse':
        return { ...named, effect: 'coupe_la_reponse' };
      default:
        return { ...named, effect: 'repond', response: this.#answer(fault, message) };
    }
  }

  #answer({ service, panne, code }: SetFault, message: Buffer): Response {
    if (panne === 'erreur') return this.#parts.errorAnswer(service, code ?? '', message) ?? unavailable();
    return panne === 'reponse_illisible' ? unreadable() : unavailable();
  }

  #withdraw(which: (fault: SetFault) => boolean): number {
    const gone = this.#faults.filter(which);
    for (const fault of gone) this.#faults.splice(this.#faults.indexOf(fault), 1);
    for (const service of new Set(gone.filter(({ panne }) => isTlsFault(panne)).map((fault) => fault.service))) {
      this.#showTls(service);
    }
    return gone.length;
  }

  #showTls(service: FaultyService): void {
    const kinds = this.#faults.filter((fault) => fault.service === service).map(({ panne }) => panne);
    this.#parts.showTls(service, kinds.findLast(isTlsFault));
  }
}

function meets({ service, cles }: SetFault, candidate: FaultCandidate): boolean {
  if (service !== candidate.service) return false;
  if (cles === undefined) return true;
  const text = `${candidate.path}\n${candidate.body.toString('utf8')}`.toUpperCase();
  return cles.some((key) => text.includes(key.toUpperCase()));
}

/** What a front end answers for a service behind it that is down (facts, INSi §1.13: « HTTP 503 HTML »). */
function unavailable(): Response {
  const page =
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>503 Service indisponible</title></head>' +
    '<body><h1>Service temporairement indisponible</h1></body></html>';
  const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': '120' };
  return new Response(page, { status: 503, headers });
}

function unreadable(): Response {
  return new Response('<réponse tronquée', { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
