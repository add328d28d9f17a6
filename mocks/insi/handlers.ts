import { type HttpHandler, http } from 'msw';
import { type Environment, isProbantError, processEnvironment } from '../../core/index.ts';
import { bodyOf, contextOf, type HostedService, type HostFailure, respond } from '../host/index.ts';
import { type SigningTrust, signingTrust } from '../pki/index.ts';
import { isVerification } from './actions.ts';
import { callerRefusal, type InsiMode, type InsiTokenValidator } from './authentication.ts';
import { InsiDirectory } from './directory.ts';
import type { FaultCode } from './fault-texts.ts';
import { faultResponse, faultXml } from './faults.ts';
import { soapMediaType } from './namespaces.ts';
import { searchElements } from './outline.ts';
import { type InsiAnswer, insiFaultCodes } from './program.ts';
import { type InsiRequest, type ReadOptions, readInsiRequest } from './request.ts';
import { resultXml } from './result.ts';
import { contentRefusal, messageRefusal, type Refusal } from './validation.ts';
import { answerVerification, labelled, verificationProfile } from './verification.ts';

/** How the mocked INSi answers. */
export interface InsiOptions {
  /** Who it knows; a directory of one's own takes prepared answers. Listeners of one bench share one. */
  directory?: InsiDirectory;
  /** CNDA authorisation numbers accepted (IDAM); empty: all. */
  authorisations?: readonly string[];
  /** How callers prove who they are; `certificat` unless it says otherwise. */
  mode?: InsiMode;
  /** PEM of the authorities of persons, root and intermediate, whose cards may sign an assertion (mode `carte`). */
  authorities?: readonly string[];
  /** Whether a card's certificate is revoked; without it revocation is not looked up. */
  revoked?: SigningTrust['revoked'];
  /** Judges the token of a professional signed in to Pro Santé Connect; without it every token is refused. */
  validateToken?: InsiTokenValidator;
  /** Whether WS_INS3 to WS_INS5 are played, whose form is Probant's own; absent unless it says otherwise. */
  verification?: 'non_documente' | 'absente';
  /**
   * `controles` refuses a message that the schemas of the WSDL forbid (order, unknown or repeated elements, instants), as
   * the real front most likely does; `ignores` leaves that to the rules of a run. `controles` unless it says otherwise.
   */
  schemas?: 'controles' | 'ignores';
  environment?: Pick<Environment, 'clock' | 'random'>;
}

interface Service {
  directory: InsiDirectory;
  authorisations: readonly string[];
  mode: InsiMode;
  trust: SigningTrust;
  validateToken: InsiTokenValidator | undefined;
  verification: boolean;
  schemas: boolean;
  environment: Pick<Environment, 'clock' | 'random'>;
}

const failures: Record<HostFailure, { code: FaultCode; status: number }> = {
  adresse_inconnue: { code: 'probant_adresse_inconnue', status: 404 },
  corps_trop_gros: { code: 'probant_corps_trop_gros', status: 413 },
  erreur_interne: { code: 'probant_erreur_interne', status: 500 },
};

// A batch of the longest has three thousand.
const lotElements = 5_000;

/**
 * The msw handlers of INSi: `POST /lps` at any address.
 *
 * The bench serves them over TLS; a publisher's own unit tests may give them to msw: `setupServer(...insiHandlers())`.
 * The client certificate is then not checked, for there is none.
 */
export function insiHandlers(options: InsiOptions = {}): HttpHandler[] {
  const service: Service = {
    directory: options.directory ?? new InsiDirectory(),
    authorisations: options.authorisations ?? [],
    mode: options.mode ?? 'certificat',
    trust: signingTrust(options),
    validateToken: options.validateToken,
    verification: options.verification === 'non_documente',
    schemas: options.schemas !== 'ignores',
    environment: options.environment ?? processEnvironment(),
  };
  return [http.post('*/lps', ({ request }) => serve(request, service))];
}

/**
 * INSi as a host serves it: mode `certificat` where the host demands a client certificate, mode `carte` on a listener
 * that asks for none. Both are `insi` in the journal.
 */
export function insiService(options: InsiOptions = {}): HostedService {
  return {
    name: 'insi',
    handlers: insiHandlers(options),
    keys: (body, contentType) => {
      const query = read(body, { contentType });
      return typeof query === 'string' ? [] : query.keys;
    },
    error: (code, message) => {
      const known = insiFaultCodes.find((one) => one === code);
      if (known === undefined) return undefined;
      const query = message === undefined ? undefined : read(message, { contentType: '' });
      const messageId = typeof query === 'object' ? (query.messageId ?? undefined) : undefined;
      return faultResponse(known, { messageId });
    },
    failure: (failure) => faultResponse(failures[failure].code, { status: failures[failure].status }),
  };
}

async function serve(request: Request, service: Service): Promise<Response> {
  const query = read(await bodyOf(request), {
    contentType: request.headers.get('content-type') ?? '',
    signatures: service.mode === 'carte',
    schemas: service.schemas,
    elements: service.verification ? lotElements : searchElements,
  });
  if (typeof query === 'string') return faultResponse(query);
  contextOf(request)?.attribute(query.keys);
  const outcome = await outcomeOf(query, request, service);
  const fault = typeof outcome !== 'string';
  const xml = fault
    ? faultXml(outcome.code, { messageId: query.messageId ?? undefined, detail: outcome.detail })
    : outcome;
  const status = fault ? 500 : 200;
  const headers = { 'content-type': soapMediaType };
  if (!isVerification(query.operation)) return respond(request, { status, headers, body: xml });
  const profiled = { ...headers, 'x-probant-profil': verificationProfile };
  return respond(request, { status, headers: profiled, body: labelled(xml) });
}

/** The XML of the answer, or why there is none. */
async function outcomeOf(query: InsiRequest, request: Request, service: Service): Promise<string | Refusal> {
  const refusal =
    messageRefusal(query, service) ?? (await callerRefusal(query, callerOf(request, service))) ?? contentRefusal(query);
  if (refusal !== undefined) return refusal;
  const { directory, environment } = service;
  if (query.operation === 'WS_INS1') return searchOutcome(directory.answerCard(query.card));
  if (query.operation === 'WS_INS2') return searchOutcome(directory.answer(query.traits));
  const newId = (): string => environment.random.bytes(16).toString('hex');
  return answerVerification(query, { directory, now: environment.clock.now(), newId });
}

function searchOutcome(answer: InsiAnswer): string | Refusal {
  return 'fault' in answer ? { code: answer.fault } : resultXml(answer);
}

function callerOf(request: Request, service: Service): Parameters<typeof callerRefusal>[1] {
  const context = contextOf(request);
  const peer = context?.tls.peer;
  return {
    mode: service.mode,
    commonNames: context?.commonNames,
    certificate: peer,
    authorization: request.headers.get('authorization'),
    now: service.environment.clock.now(),
    trust: service.trust,
    validateToken: service.validateToken,
  };
}

function read(body: Buffer, options: ReadOptions): InsiRequest | FaultCode {
  try {
    return readInsiRequest(body, options);
  } catch (thrown) {
    if (isProbantError(thrown, 'xml_interdit')) return 'probant_xml_interdit';
    if (isProbantError(thrown, 'xml_invalide')) return 'probant_xml_invalide';
    throw thrown;
  }
}
