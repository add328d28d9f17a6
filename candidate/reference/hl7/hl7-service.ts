import type { DefectSet } from '../defects.ts';
import type { Act, Change, Journals } from '../journals.ts';
import type { Patient } from '../model.ts';
import type { Couloir } from '../modules.ts';
import type { Hl7Access } from '../services.ts';
import type { Store } from '../store.ts';
import { acknowledge, type OutgoingMessage, type Refusal } from './envelope.ts';
import { Received } from './er7.ts';
import { type FeedEvent, identityFeed } from './identity-feed.ts';
import { IdentityIntake, interoperabilityUser } from './identity-intake.ts';
import { listenMllp, type MllpListener, sendMllp } from './mllp.ts';

/** When INSi was last called for a patient; null when it never was. */
export type InsiCallDate = (patient: Patient) => Date | null;

/** One message, received or sent. */
export interface Hl7Line {
  at: Date;
  sens: 'émis' | 'reçu';
  /** MSH-9. */
  type: string;
  /** MSH-10. */
  identifiant: string;
  /** File; null for a message that was refused. */
  dossier: string | null;
  /** MSA-1, or why there is none. */
  acquittement: string;
  /** The acknowledgement of a message sent, where one came. */
  reponse?: Received;
}

/** Takes in the messages of a type; gives the file that they are about, if they are about one, or why nothing was done. */
export type MessageHandler = (message: Received) => Patient | Refusal | null | Promise<Patient | Refusal | null>;

/** What the flow of messages needs of the software. */
export interface Hl7Options {
  access: Hl7Access | undefined;
  couloir: Couloir;
  store: Store;
  journals: Journals;
  planted: DefectSet;
  /** Told of every identity that came by HL7. */
  received(patient: Patient): void;
}

/** The exchanges with the platform of interoperability: identities told and taken in, messages sent, and their journal. */
export class Hl7Service {
  readonly intake: IdentityIntake;
  readonly #options: Hl7Options;
  readonly #lines: Hl7Line[] = [];
  /** Who takes in the messages of each type; those of identities go to the intake. */
  readonly #handlers = new Map<string, MessageHandler>();
  readonly #listener: MllpListener | undefined;
  /** What leaves, one message after the other: a change never overtakes the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: Hl7Options) {
    this.#options = options;
    this.intake = new IdentityIntake(options);
    const listen = options.access?.listen;
    // A practice is the master of its identities: it takes none in.
    if (listen !== undefined && options.couloir !== 'MDV-LGC') {
      this.#listener = listenMllp(listen, (message) => this.#receive(message));
    }
    options.journals.observe((act, changes) => this.#propagate(act, changes));
  }

  /** Resolves once the messages of the platform can be received. */
  get ready(): Promise<unknown> {
    return this.#listener?.ready ?? Promise.resolve();
  }

  get connected(): boolean {
    return this.#options.access !== undefined;
  }

  /** Has the messages of a type (`MDM`, `ZAM`…) taken in. */
  onMessage(type: string, handler: MessageHandler): void {
    this.#handlers.set(type, handler);
  }

  /** Tells the identity of a patient to the systems around. */
  tell(patient: Patient, event: FeedEvent = 'A31'): Promise<Hl7Line> {
    const { planted, journals } = this.#options;
    const insi = (of: Patient): Date | null => journals.readInsi(of.id)[0]?.at ?? null;
    return this.send(patient, identityFeed(patient, { event, ipp: this.intake.ippOf(patient), insi, planted }));
  }

  /** Sends a message about a patient; the line of the journal says what the platform answered. */
  send(patient: Patient, message: OutgoingMessage): Promise<Hl7Line> {
    const sent = this.#last.then(() => this.#send(patient, message));
    this.#last = sent;
    return sent;
  }

  /** The messages of a file, the latest first. */
  of(dossier: string): Hl7Line[] {
    return this.#lines.filter((line) => line.dossier === dossier).reverse();
  }

  /** Every message, the latest first. */
  all(): Hl7Line[] {
    return [...this.#lines].reverse();
  }

  close(): void {
    this.#listener?.close();
  }

  async #send({ id }: Patient, { bytes, ...message }: OutgoingMessage): Promise<Hl7Line> {
    const { access } = this.#options;
    const line: Hl7Line = {
      at: new Date(),
      sens: 'émis',
      type: message.type,
      identifiant: message.id,
      dossier: id,
      acquittement: 'non envoyé : aucune plateforme réglée',
    };
    this.#lines.push(line);
    if (access === undefined) return line;
    line.acquittement = await sendMllp(access.platform, bytes).then(
      (answer) => {
        const read = Received.of(answer);
        if (read !== undefined) line.reponse = read;
        return read?.get('MSA', 1) || 'réponse illisible';
      },
      (thrown: Error) => `échec : ${thrown.message}`,
    );
    return line;
  }

  /** A change is told at once, but to whom it came from (INS/va1.60, règle 27). */
  #propagate({ patient, user }: Act, changes: readonly Change[]): void {
    const { access, planted } = this.#options;
    if (access === undefined || user === interoperabilityUser) return;
    const created = changes.some(({ champ, ancien }) => champ === 'statut' && ancien === null);
    if (!created && planted.has('hl7-sans-propagation')) return;
    const stale = !created && planted.has('hl7-propagation-perimee');
    void this.tell(stale ? before(patient, changes) : structuredClone(patient), created ? 'A28' : 'A31');
  }

  async #receive(bytes: Buffer): Promise<Buffer | null> {
    const message = Received.of(bytes);
    // No MSH: there is nobody to answer to.
    if (message === undefined) return null;
    const handler = this.#handlers.get(message.get('MSH', 9));
    const taken = handler === undefined ? this.intake.take(message) : await handler(message);
    const refusal = taken !== null && 'condition' in taken ? taken : null;
    const patient = taken !== null && 'id' in taken ? taken : null;
    if (handler === undefined && patient !== null) this.#options.received(patient);
    const answer = acknowledge(message, refusal);
    this.#lines.push({
      at: new Date(),
      sens: 'reçu',
      type:
        message.all('MSH', 9)[0] === undefined ? '' : [1, 2, 3].map((rank) => message.get('MSH', 9, rank)).join('^'),
      identifiant: message.get('MSH', 10),
      dossier: patient?.id ?? null,
      acquittement: Received.of(answer)?.get('MSA', 1) ?? '',
    });
    return this.#options.planted.has('hl7-sans-acquittement') ? null : answer;
  }
}

/** The identity as it was before changes. */
function before(patient: Patient, changes: readonly Change[]): Patient {
  const old = structuredClone(patient) as Patient & Record<string, unknown>;
  for (const { champ, ancien } of changes) {
    if (champ in old.traits) old.traits = { ...old.traits, [champ]: ancien };
    else if (champ === 'statut' || champ === 'matricule' || champ === 'oid') Object.assign(old, { [champ]: ancien });
  }
  return old;
}
