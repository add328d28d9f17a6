import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { Organisation, Professional } from '../documents/organisation.ts';
import type { PatientId } from '../documents/subject.ts';
import type { XmlNode } from '../mail/xml-node.ts';
import type { DmpAccess } from '../services.ts';
import type { Xml } from '../xml.ts';
import {
  bodyOf,
  type Existence,
  type RegistryEntry,
  readAuthorisation,
  readDocument,
  readEntries,
  readExistence,
  readRegistryResponse,
} from './answers.ts';
import {
  authorisationBody,
  depositBody,
  existenceBody,
  findDocumentsBody,
  getDocumentsBody,
  retrieveBody,
  type Search,
} from './messages.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { SignedSubmission } from './signed-lot.ts';
import { type DmpMessage, type DmpPost, include, writePost } from './soap.ts';
import { type DmpResponse, DmpTransport } from './transport.ts';
import { type Mode, VihfWriter } from './vihf.ts';

/** On whom one acts, in whose name, and since when the user is signed in. */
export interface Target {
  ins: PatientId;
  professional: Professional;
  signedIn: Date;
  /** Slows an automatic feeding down; a user's own acts wait for nothing. */
  pace?: Pace;
}

interface Answer {
  body: XmlNode;
  response: DmpResponse;
}

const partOf = (id: string): string => `${id.toLowerCase()}@cabinet-temoin.test`;

/** The transactions of the DMP that the practice uses. */
export class DmpClient {
  readonly #transport: DmpTransport;
  readonly #vihf: VihfWriter;
  readonly #organisation: Organisation;
  readonly #planted: DefectSet;

  constructor(access: DmpAccess, organisation: Organisation, planted: DefectSet) {
    this.#transport = new DmpTransport(access);
    this.#vihf = new VihfWriter(access, organisation, planted);
    this.#organisation = organisation;
    this.#planted = planted;
  }

  /** TD0.2. */
  async existence(target: Target, mode: Mode): Promise<Outcome<Existence>> {
    const action = 'urn:hl7-org:v3:PRPA_IN201307UV02';
    const body = existenceBody(target.ins, this.#organisation);
    return then(await this.#call(target, mode, { path: 'patients', action, body }), ({ body: found }) =>
      readExistence(found),
    );
  }

  /** TD0.3. */
  async authorise(target: Target): Promise<Outcome<string>> {
    const action = 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization';
    const message = { path: 'habilitations', action, body: authorisationBody() } as const;
    return then(await this.#call(target, 'INDIRECTE_RENFORCEE', message), ({ body }) => readAuthorisation(body));
  }

  /** TD2.1. */
  async deposit(target: Target, { metadata, documents }: SignedSubmission): Promise<Outcome<null>> {
    const inline = this.#planted.has('dmp-sans-mtom');
    const contents = documents.map(({ id, bytes }) => ({
      id,
      content: inline ? bytes.toString('base64') : include(partOf(id)),
    }));
    const message = {
      path: 'repository',
      action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
      body: depositBody(metadata, contents),
      ...(inline ? {} : { documents: documents.map(({ id, bytes }) => ({ id: partOf(id), bytes })) }),
    } as const;
    return then(await this.#call(target, 'INDIRECTE', message), ({ body }) => readRegistryResponse(body));
  }

  /** TD3.1a. */
  async find(target: Target, asked: Search): Promise<Outcome<RegistryEntry[]>> {
    const body = findDocumentsBody(target.ins, { ...asked, planted: this.#planted });
    return this.#query(target, 'INDIRECTE_RENFORCEE', body);
  }

  /** TD3.1b. */
  async references(target: Target, uniqueId: string): Promise<Outcome<RegistryEntry[]>> {
    return this.#query(target, 'INDIRECTE', getDocumentsBody(uniqueId));
  }

  /** TD3.2. */
  async retrieve(target: Target, id: string): Promise<Outcome<Buffer>> {
    const action = 'urn:ihe:iti:2007:RetrieveDocumentSet';
    const message = { path: 'repository', action, body: retrieveBody(id) } as const;
    const answer = await this.#call(target, 'INDIRECTE_RENFORCEE', message);
    return then(answer, ({ body, response }) => readDocument(body, response));
  }

  /** TD3.3. */
  async update(target: Target, submission: Xml): Promise<Outcome<null>> {
    const message = { path: 'registry', action: 'urn:ihe:iti:2010:UpdateDocumentSet', body: submission } as const;
    return then(await this.#call(target, 'INDIRECTE', message), ({ body }) => readRegistryResponse(body));
  }

  close(): void {
    this.#transport.close();
  }

  async #query(target: Target, mode: Mode, body: Xml): Promise<Outcome<RegistryEntry[]>> {
    const message = { path: 'registry', action: 'urn:ihe:iti:2007:RegistryStoredQuery', body } as const;
    return then(await this.#call(target, mode, message), ({ body: found }) => readEntries(found));
  }

  async #call(target: Target, mode: Mode, message: Omit<DmpMessage, 'vihf'>): Promise<Outcome<Answer>> {
    const send = (): Promise<Outcome<DmpResponse>> => {
      // Written when its turn comes: an assertion serves at once (EX_AIR-040).
      const post = writePost({ ...message, vihf: this.#vihf.write({ ...target, mode }) }, this.#planted);
      return this.#send(message.path, post);
    };
    const response = await (target.pace === undefined ? send() : target.pace.turn(send));
    if (!response.ok) return response;
    return then(await bodyOf(response.value), (body) => done({ body, response: response.value }));
  }

  async #send(path: string, post: DmpPost): Promise<Outcome<DmpResponse>> {
    try {
      return done(await this.#transport.post(path, post));
    } catch (thrown) {
      return refused(failureText(thrown));
    }
  }
}

function then<T, U>(outcome: Outcome<T>, next: (value: T) => Outcome<U>): Outcome<U> {
  return outcome.ok ? next(outcome.value) : outcome;
}

function failureText(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError' || name === 'TimeoutError') return 'Le DMP n’a pas répondu à temps. Renouvelez plus tard.';
  if (thrown instanceof CabinetError) return thrown.message;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'erreur inconnue';
  return `La connexion au DMP a échoué (${code}).`;
}
