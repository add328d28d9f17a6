import { type HttpHandler, http } from 'msw';
import { type Environment, processEnvironment } from '../../core/index.ts';
import { bodyOf, contextOf, type HostedService, type HostFailure } from '../host/index.ts';
import { setAuthorization } from './authorization.ts';
import type { Call, Transaction } from './call.ts';
import { readCda } from './cda.ts';
import { deposit, receivedDocuments } from './deposit.ts';
import { DmpDirectory } from './directory.ts';
import { existence } from './existence.ts';
import type { DmpFaultCode } from './faults.ts';
import { matriculeKeys } from './ins.ts';
import { readMessage } from './mtom.ts';
import { search } from './query.ts';
import { type DmpReply, responseOf } from './reply.ts';
import { type DmpRequest, keysOf, readDmpRequest, unique } from './request.ts';
import { retrieve } from './retrieve.ts';
import { Caller } from './rights.ts';
import { certificatesIn } from './signer.ts';
import { update } from './update.ts';
import { VihfGate } from './vihf-gate.ts';

/** How the mocked DMP answers. */
export interface DmpOptions {
  /** Whom it knows; nobody unless one is given. */
  directory?: DmpDirectory;
  /** PEM of the authorities, root and intermediate, whose certificates may sign a VIHF. */
  authorities?: readonly string[];
  /** False takes a VIHF that nobody signed: for unit tests without certificates. */
  signatures?: boolean;
  /** False lets every profile do every act: the matrix of rights (PDT-INF-526) is not applied. */
  matrix?: boolean;
  environment?: Pick<Environment, 'clock' | 'random'>;
}

const path = '*/si-dmp-server/v2/services/';

/** Longest message served: the real bound is not public; twice that of a mail of MSSanté (inferred). */
const served = 20 * 1024 * 1024;

/** PDT-INF-579v4: TLS 1.2 only, and these suites (facts, DMP §2). */
const tls = {
  maxVersion: 'TLSv1.2',
  ciphers: [
    'ECDHE-RSA-AES256-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ].join(':'),
} as const;

const failures: Record<HostFailure, { fault: DmpFaultCode; status: number }> = {
  adresse_inconnue: { fault: 'adresse_inconnue', status: 404 },
  corps_trop_gros: { fault: 'corps_trop_gros', status: 413 },
  erreur_interne: { fault: 'erreur_interne', status: 500 },
};

/**
 * The msw handlers of the DMP: `POST …/si-dmp-server/v2/services/{patients,habilitations,registry,repository}`.
 *
 * The bench serves them over mutual TLS; a publisher's own unit tests may give them to msw:
 * `setupServer(...dmpHandlers({ directory, signatures: false }))`.
 */
export function dmpHandlers(options: DmpOptions = {}): HttpHandler[] {
  const service = new DmpService(options);
  return [http.post(`${path}:name`, ({ request, params }) => service.answer(request, String(params['name'])))];
}

/** The DMP as a host serves it. */
export function dmpService(options: DmpOptions = {}): HostedService {
  const { random } = options.environment ?? processEnvironment();
  return {
    name: 'dmp',
    served,
    tls,
    handlers: dmpHandlers(options),
    failure: (failure) => {
      const { fault, status } = failures[failure];
      return responseOf({ fault }, { random, status });
    },
  };
}

class DmpService {
  readonly #environment: Pick<Environment, 'clock' | 'random'>;
  readonly #directory: DmpDirectory;
  readonly #gate: VihfGate;
  readonly #signatures: boolean;
  readonly #matrix: boolean;
  /** By path, then by the element of the body: the real service looks at them, not at the action (facts, DMP §2). */
  readonly #transactions: Readonly<Record<string, Readonly<Record<string, Transaction>>>>;

  constructor(options: DmpOptions) {
    const { environment = processEnvironment() } = options;
    this.#environment = environment;
    this.#directory = options.directory ?? new DmpDirectory(environment);
    this.#gate = new VihfGate(certificatesIn(options.authorities ?? []));
    this.#signatures = options.signatures ?? true;
    this.#matrix = options.matrix ?? true;
    this.#transactions = {
      patients: { 'hl7:PRPA_IN201307UV02': existence(environment.random) },
      habilitations: { 'hab:setAuthorization': setAuthorization },
      registry: { 'query:AdhocQueryRequest': search, 'lcm:SubmitObjectsRequest': update },
      repository: {
        'xds:ProvideAndRegisterDocumentSetRequest': deposit,
        'xds:RetrieveDocumentSetRequest': retrieve,
      },
    };
  }

  async answer(http: Request, name: string): Promise<Response> {
    const { random } = this.#environment;
    if (this.#transactions[name] === undefined) {
      return responseOf({ fault: 'adresse_inconnue' }, { random, status: 404 });
    }
    const message = readMessage(await bodyOf(http), http.headers.get('content-type') ?? '');
    const request = 'fault' in message ? message : readDmpRequest(message, this.#signatures);
    if ('fault' in request) return responseOf(request, { random });
    const context = contextOf(http);
    context?.attribute(unique([...keysOf(request), ...documentKeys(request)]));
    return responseOf(this.#reply(request, { name, tlsSubject: context?.tls.peer?.subject }), {
      random,
      relatesTo: request.messageId,
      mtom: request.body.name === 'xds:RetrieveDocumentSetRequest',
    });
  }

  #reply(request: DmpRequest, { name, tlsSubject }: { name: string; tlsSubject: string | undefined }): DmpReply {
    const transaction = this.#transactions[name]?.[request.body.name];
    if (transaction === undefined) return { fault: 'corps_inattendu', detail: `${name}, ${request.body.name}` };
    if (request.messageId === undefined) return { fault: 'message_id_absent' };
    const now = this.#environment.clock.now();
    const passed = this.#gate.admit(request, {
      now,
      signatures: this.#signatures,
      ...(tlsSubject === undefined ? {} : { tlsSubject }),
    });
    if ('fault' in passed) return passed;
    const { vihf, ins } = passed;
    const patient = this.#directory.find(ins.value, ins.oid);
    const caller = new Caller(vihf, patient?.medecinTraitant === vihf.nameId);
    const call: Call = { directory: this.#directory, request, caller, ins, now, matrix: this.#matrix };
    return transaction(patient === undefined ? call : { ...call, patient });
  }
}

// A deposit whose metadata and document differ belongs to both persons.
function documentKeys(request: DmpRequest): string[] {
  const documents = receivedDocuments(request);
  if ('fault' in documents) return [];
  return documents.flatMap(({ bytes }) => {
    const cda = readCda(bytes);
    return typeof cda === 'string' ? [] : [...cda.names, ...cda.ids.flatMap(matriculeKeys)];
  });
}
