import { chainFile } from './chain-file.ts';
import { type AuthorityRole, authorityPlans, igcPaths } from './igc.ts';
import { OcspResponder } from './ocsp.ts';
import type { PlainAnswer, PlainRequest } from './plain-exchange.ts';
import type { PublicationState, PublicationSwitch } from './publication-state.ts';
import type { TestPki } from './test-pki.ts';
import { lapsedValidity, type Validity } from './validity.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What is served at the addresses of the IGC. */
export class RevocationService {
  readonly #states: Record<'crl' | 'ocsp', PublicationSwitch>;
  #pki: TestPki | undefined;
  #responder: OcspResponder | undefined;

  constructor(states: Record<'crl' | 'ocsp', PublicationSwitch>) {
    this.#states = states;
  }

  publish(pki: TestPki): void {
    this.#pki = pki;
    this.#responder = new OcspResponder(pki);
  }

  async answer(request: PlainRequest): Promise<PlainAnswer> {
    const pki = this.#pki;
    const path = request.path.replace(/[?#].*$/, '');
    const responder = this.#responder;
    if (pki === undefined || responder === undefined) return unavailable;
    if (path === igcPaths.ocsp || path.startsWith(`${igcPaths.ocsp}/`))
      return this.#ocsp({ ...request, path }, responder);
    if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Method Not Allowed');
    if (path === igcPaths.chain) return file('application/x-pkcs7-certificates', await chainFile(pki));
    const found = authorityAt(path);
    if (found === undefined) return text(404, 'Not Found');
    const authority = await pki.authority(found.role);
    if (found.kind === 'issuer') return file('application/pkix-cert', authority.der);
    return inState(this.#states.crl.state, async (validity) =>
      file('application/pkix-crl', await authority.revocationListDer(validity)),
    );
  }

  #ocsp(request: PlainRequest, responder: OcspResponder): Promise<PlainAnswer> {
    const asked = ocspRequest(request);
    if (asked === undefined) return Promise.resolve(text(405, 'Method Not Allowed'));
    return inState(this.#states.ocsp.state, async (validity) =>
      file('application/ocsp-response', await responder.answer(asked, validity)),
    );
  }
}

/** By POST, or by GET with the request in the path (RFC 6960 appendix A.1). */
function ocspRequest({ method, path, body }: PlainRequest): Buffer | undefined {
  if (method === 'POST') return body;
  if (method !== 'GET') return undefined;
  try {
    return Buffer.from(decodeURIComponent(path.slice(igcPaths.ocsp.length + 1)), 'base64');
  } catch {
    // Not an encoding: the responder says that it can't read it.
    return Buffer.alloc(0);
  }
}

function authorityAt(path: string): { role: AuthorityRole; kind: 'crl' | 'issuer' } | undefined {
  for (const role of Object.keys(authorityPlans) as AuthorityRole[]) {
    const { stem } = authorityPlans[role];
    if (path === igcPaths.crl(stem)) return { role, kind: 'crl' };
    if (path === igcPaths.issuer(stem)) return { role, kind: 'issuer' };
  }
  return undefined;
}

async function inState(
  state: PublicationState,
  make: (validity: Validity) => Promise<PlainAnswer>,
): Promise<PlainAnswer> {
  switch (state.etat) {
    case 'indisponible':
      return state.coupure === true ? 'coupure' : unavailable;
    case 'expiree':
      return make(lapsedValidity());
    case 'lente': {
      const answer = await make(freshValidity());
      return answer === 'coupure' ? answer : { ...answer, delayMs: state.delaiMs };
    }
    default:
      return make(freshValidity(state.validiteMs));
  }
}

/** Begun an hour ago, as a client's clock may be late; by the system clock, as clients judge by theirs (design §5.7). */
function freshValidity(lifeMs: number = day): Validity {
  return { from: new Date(Date.now() - hour), to: new Date(Date.now() + lifeMs) };
}

const unavailable: PlainAnswer = {
  status: 503,
  type: 'text/html; charset=utf-8',
  body: Buffer.from('<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body></body></html>\n'),
};

function text(status: number, message: string): PlainAnswer {
  return { status, type: 'text/plain', body: Buffer.from(`${message}\n`) };
}

function file(type: string, body: Buffer): PlainAnswer {
  return { status: 200, type, body };
}
