import { type HttpHandler, http } from 'msw';
import { type Environment, processEnvironment } from '../../core/index.ts';
import { bodyOf, contextOf, type HandedAnswer, type HostedService, type HostFailure, respond } from '../host/index.ts';
import { type SigningTrust, signingTrust } from '../pki/index.ts';
import type { BareCall, BareTransaction, Call, Transaction } from './call.ts';
import { cardStructureFault } from './card-structure.ts';
import { readCda } from './cda.ts';
import { demandedError } from './demanded-errors.ts';
import { DmpDirectory } from './directory.ts';
import type { DmpFault, DmpFaultCode } from './faults.ts';
import { matriculeKeys } from './ins.ts';
import { readMessage } from './mtom.ts';
import { type DmpParameters, defaultParameters } from './parameters.ts';
import { isMinor } from './patient.ts';
import { receivedDocuments } from './received-documents.ts';
import { answerOf, type DmpReply, responseOf } from './reply.ts';
import { type DmpRequest, keysOf, readDmpRequest, unique } from './request.ts';
import { Caller } from './rights.ts';
import { bareTransactionsOf, paths, type TransactionTable, transactionsOf } from './transactions.ts';
import { type Admitted, patientFault, VihfGate } from './vihf-gate.ts';

/** How the mocked DMP answers. */
export interface DmpOptions {
  /** Whom it knows; nobody unless one is given. */
  directory?: DmpDirectory;
  /** PEM of the authorities, root and intermediate, whose certificates may sign a VIHF. */
  authorities?: readonly string[];
  /** Whether a certificate that signs is revoked; without it revocation is not looked up. */
  revoked?: SigningTrust['revoked'];
  /** False takes a VIHF that nobody signed: for unit tests without certificates. */
  signatures?: boolean;
  /** False lets every profile do every act: the matrix of rights (PDT-INF-526) is not applied. */
  matrix?: boolean;
  /** Parameters that differ from those of the bench. */
  parameters?: Partial<DmpParameters>;
  environment?: Pick<Environment, 'clock' | 'random'>;
}

const path = '*/si-dmp-server/v2/services/';

/** Longest message served: the real bound is not public; twice that of a mail of MSSanté (inferred). */
const served = 20 * 1024 * 1024;

/** PDT-INF-579v4: TLS 1.2 only, and these suites (facts, DMP §2), whose order of preference it does not give. */
const tls = {
  maxVersion: 'TLSv1.2',
  ciphers: [
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-RSA-AES256-SHA384',
  ].join(':'),
} as const;

const failures: Record<HostFailure, { fault: DmpFaultCode; status: number }> = {
  adresse_inconnue: { fault: 'adresse_inconnue', status: 404 },
  corps_trop_gros: { fault: 'corps_trop_gros', status: 413 },
  erreur_interne: { fault: 'erreur_interne', status: 500 },
};

/**
 * The msw handlers of the DMP: `POST …/si-dmp-server/v2/services/{patients,patientsPDQ,patientsSpecific,patientCertif,
 * habilitations,registry,repository}`.
 *
 * The bench serves them over mutual TLS; a publisher's own unit tests may give them to msw:
 * `setupServer(...dmpHandlers({ directory, signatures: false }))`.
 */
export function dmpHandlers(options: DmpOptions = {}): HttpHandler[] {
  const service = new DmpService(options);
  return [
    http.post(`${path}:name`, async ({ request, params }) =>
      respond(request, await service.answer(request, String(params['name']))),
    ),
  ];
}

/** The DMP as a host serves it. */
export function dmpService(options: DmpOptions = {}): HostedService {
  const { random } = options.environment ?? processEnvironment();
  return {
    name: 'dmp',
    served,
    tls,
    handlers: dmpHandlers(options),
    keys: messageKeys,
    error: (code) => demandedError(code, random),
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
  readonly #signers: SigningTrust | undefined;
  readonly #options: DmpOptions;
  readonly #transactions: TransactionTable<Transaction>;
  readonly #bareTransactions: TransactionTable<BareTransaction>;

  constructor(options: DmpOptions) {
    const { environment = processEnvironment() } = options;
    const trust = signingTrust(options);
    this.#environment = environment;
    this.#directory = options.directory ?? new DmpDirectory(environment);
    this.#gate = new VihfGate(trust);
    this.#signers = options.signatures === false ? undefined : trust;
    this.#options = options;
    this.#transactions = transactionsOf(environment.random);
    this.#bareTransactions = bareTransactionsOf(environment.random);
  }

  async answer(http: Request, name: string): Promise<HandedAnswer> {
    const { random } = this.#environment;
    if (!paths.has(name)) return answerOf({ fault: 'adresse_inconnue' }, { random, status: 404 });
    const message = readMessage(await bodyOf(http), http.headers.get('content-type') ?? '');
    const request = 'fault' in message ? message : readDmpRequest(message, this.#signers !== undefined);
    if ('fault' in request) return answerOf(request, { random });
    const context = contextOf(http);
    context?.attribute(requestKeys(request));
    const { reply, warnings } = this.#reply(request, { name, tlsSubject: context?.tls.peer?.subject });
    const answer = answerOf(reply, {
      random,
      relatesTo: request.messageId,
      mtom: request.body.name === 'xds:RetrieveDocumentSetRequest',
    });
    if (warnings.length === 0) return answer;
    return { ...answer, headers: { ...answer.headers, 'probant-avertissement': warnings.join(', ') } };
  }

  #reply(request: DmpRequest, from: { name: string; tlsSubject: string | undefined }): Judged {
    const { name, tlsSubject } = from;
    const transaction = this.#transactions[name]?.[request.body.name];
    const bare = this.#bareTransactions[name]?.[request.body.name];
    if (transaction === undefined && bare === undefined) {
      return refused({ fault: 'corps_inattendu', detail: `${name}, ${request.body.name}` });
    }
    if (request.messageId === undefined) return refused({ fault: 'message_id_absent' });
    const now = this.#environment.clock.now();
    const admitted = this.#gate.admit(request, {
      now,
      signatures: this.#signers !== undefined,
      ...(tlsSubject === undefined ? {} : { tlsSubject }),
    });
    if ('fault' in admitted) return refused(admitted);
    const call = this.#callOf(request, admitted, now);
    const reply = cardStructureFault(this.#directory, call.caller) ?? run(call, { transaction, bare });
    if (!('fault' in reply)) this.#directory.accessed(call.ins?.value.slice(0, 13) ?? '', call.caller.vihf.nameId);
    return { reply, warnings: admitted.warnings };
  }

  #callOf(request: DmpRequest, { vihf, ins, signer }: Admitted, now: number): BareCall & Partial<Call> {
    const patient = ins === undefined ? undefined : this.#directory.find(ins.value, ins.oid);
    return {
      directory: this.#directory,
      request,
      caller: new Caller(vihf, patient?.medecinTraitant === vihf.nameId, signer?.card),
      now,
      matrix: this.#options.matrix ?? true,
      parameters: { ...defaultParameters, ...this.#options.parameters },
      ...(this.#signers === undefined ? {} : { signers: this.#signers }),
      ...(signer === undefined ? {} : { signer }),
      ...(ins === undefined ? {} : { ins }),
      ...(patient === undefined ? {} : { patient }),
    };
  }
}

/** An answer, and what its VIHF is warned of. */
interface Judged {
  reply: DmpReply;
  warnings: Admitted['warnings'];
}

function refused(fault: DmpFault): Judged {
  return { reply: fault, warnings: [] };
}

function run(
  call: BareCall & Partial<Call>,
  { transaction, bare }: { transaction: Transaction | undefined; bare: BareTransaction | undefined },
): DmpReply {
  const { ins } = call;
  const secret = secretConnectionFault(call);
  if (secret !== undefined) return secret;
  if (transaction === undefined) return bare?.(call) ?? patientFault('');
  return ins === undefined ? patientFault('') : transaction({ ...call, ins });
}

// EX_0.1-1100: the secret connection is of a minor, where the DMP serves it (facts, DMP §3, §4.4; the refusal is inferred).
function secretConnectionFault({ caller, patient, now, parameters }: BareCall & Partial<Call>): DmpFault | undefined {
  if (!caller.secret || patient === undefined) return undefined;
  if (!parameters.gestionMineurs) return { fault: 'connexion_secrete', detail: 'le DMP ne la sert pas' };
  if (isMinor(patient, now, parameters.ageMajorite)) return undefined;
  return { fault: 'connexion_secrete', detail: `${patient.matricule} est majeur` };
}

// What attributes a message that the bench only relays, or refuses on demand.
function messageKeys(body: Buffer, contentType: string): string[] {
  const message = readMessage(body, contentType);
  const request = 'fault' in message ? message : readDmpRequest(message, false);
  return 'fault' in request ? [] : requestKeys(request);
}

function requestKeys(request: DmpRequest): string[] {
  return unique([...keysOf(request), ...documentKeys(request)]);
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
