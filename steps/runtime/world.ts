import type { Saisie, VerbArgs, VerbName, VerbResult } from '../../candidate/index.ts';
import {
  type Correspondent,
  type Draw,
  drawCorrespondent,
  drawPerson,
  drawPublished,
  type Finding,
  type Identity,
  isProbantError,
  type Json,
  messageOf,
  type PointKey,
  patientAddress,
  type TestPerson,
} from '../../core/index.ts';
import type { BenchControls, InsiControl } from '../../mocks/index.ts';
import type { FeaturePoint, FeatureScenario } from '../../referential/index.ts';
import { ruleById } from '../../rules/index.ts';
import type { ExchangeSlice, Interruption, Observer, Seen } from './observer.ts';
import { currentSession } from './session.ts';
import { ProductStop, RecordedStop } from './stop.ts';

/** A person of the scenario, as typed into the product and as found there. */
export interface Subject {
  person: TestPerson;
  /** What the user types to create the identity. */
  saisie: Saisie;
  /** Birth names that the product knows the person by besides its own: a user has changed it. */
  names?: readonly string[];
  /** The product's own identifier of the file, once created. */
  dossier?: string;
}

/** Verbs about one file, whose result shows the identity banner. */
type BannerVerb =
  | 'lireFiche'
  | 'lireBandeau'
  | 'lireHistorique'
  | 'lireJournalAcces'
  | 'lireJournalInsi'
  | 'lireJournalEchanges'
  | 'lireVaccinations'
  | 'lireAlertesSynthese'
  | 'lireDocuments'
  | 'lireDocumentsAnterieurs'
  | 'lireTransmissions'
  | 'consulterDmp'
  | 'lireConsentementDmp'
  | 'ouvrirDossier'
  | 'lireDocumentsIntegres'
  | 'lireRequetesDmp'
  | 'appelerInsi'
  | 'lireTracesAppels';

/** The state of one scenario. Steps stimulate and read through it, and hand what they saw to rules. */
export class ProbantWorld {
  /** Displayed name of the user whose session is open. */
  utilisateur = '';
  /** Last result of each verb, for the steps that judge it. */
  readonly last = new Map<string, Seen>();
  readonly #subjects: Subject[] = [];
  readonly #correspondents: Correspondent[] = [];
  readonly #looks = new Map<string, Seen>();
  #feature: FeatureScenario | undefined;
  #point: FeaturePoint | undefined;
  #findings = 0;
  interruption: Interruption | undefined;

  get #observer(): Observer {
    return currentSession().observer;
  }

  /** SONS lane of the product. */
  get couloir(): string {
    return currentSession().couloir;
  }

  /** Control of the mocked INSi. */
  get insi(): InsiControl {
    return this.controls.insi;
  }

  /** Controls of the mocked services. */
  get controls(): BenchControls {
    return this.#observer.controls;
  }

  /** True when a blocking finding was recorded. */
  get failed(): boolean {
    return this.#findings > 0;
  }

  get feature(): FeatureScenario {
    return this.#feature as FeatureScenario;
  }

  async begin(feature: FeatureScenario): Promise<void> {
    this.#feature = feature;
    await this.#observer.openScenario(feature);
  }

  /** Goes to a control point; the one before is closed, and its capture taken. */
  async enter(point: FeaturePoint): Promise<void> {
    if (this.#point === point) return;
    await this.#closePoint();
    this.#looks.clear();
    this.#point = point;
  }

  async end(): Promise<void> {
    await this.#closePoint();
    await this.#observer.closeScenario(this.interruption);
  }

  /** Keeps why the scenario stops here. */
  stop(thrown: unknown): void {
    this.interruption ??= { ordinal: this.#point?.ordinal ?? 1, ...causeOf(thrown) };
  }

  /** The scenario's next person, drawn from the run; `alter` gives it what a step needs besides. */
  drawSubject(alter: (person: TestPerson) => TestPerson = (person) => person): Subject {
    return this.#add(alter(drawPerson(this.#draw, this.feature.scenario, this.#subjects.length)));
  }

  /** A published identity, marked for this run. */
  publishedSubject(identity: Identity): Subject {
    return this.#add(drawPublished(identity, this.#draw, this.feature.scenario));
  }

  /** The person that the present steps are about: the latest one. */
  get subject(): Subject {
    return this.#subjects.at(-1) as Subject;
  }

  get subjects(): readonly Subject[] {
    return this.#subjects;
  }

  /** Asks a verb of the product. */
  async perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<Seen<VerbResult<V>>> {
    if (!verb.startsWith('lire')) this.#looks.clear();
    const seen = await this.#observer.perform(this.#key, verb, args);
    this.last.set(verb, seen);
    return seen;
  }

  /**
   * Asks a verb about the subject's file, and checks that the answer shows the person of this run. Within a point, a
   * screen that nothing has changed since is not read twice: several rules judge one look.
   */
  async read<V extends BannerVerb>(verb: V, subject: Subject = this.subject): Promise<Seen<VerbResult<V>>> {
    const key = `${verb} ${this.dossier(subject)}`;
    const known = this.#looks.get(key);
    if (known !== undefined) return known as Seen<VerbResult<V>>;
    const seen = await this.#look(verb, subject);
    if (verb.startsWith('lire')) this.#looks.set(key, seen);
    return seen;
  }

  async #look<V extends BannerVerb>(verb: V, subject: Subject): Promise<Seen<VerbResult<V>>> {
    const seen = await this.perform(verb, { dossier: this.dossier(subject) } as VerbArgs<V>);
    await this.judge('lecture.fraicheur', { lecture: seen }, { nomUtilise: subject.person.nomUtilise });
    return seen;
  }

  /** The subject's file; stops the scenario when the product did not create it. */
  dossier(subject: Subject = this.subject): string {
    if (subject.dossier === undefined) throw new ProductStop('Le dossier du patient n’a pas été créé');
    return subject.dossier;
  }

  /** A professional of this scenario, with a mailbox of its own. */
  drawCorrespondent(): Correspondent {
    const drawn = drawCorrespondent(this.#draw, this.feature.scenario, this.#correspondents.length);
    this.#correspondents.push(drawn);
    return drawn;
  }

  /** Somebody of the practice, the same in every scenario of the run: what the product is set up with once. */
  get secretariat(): Correspondent {
    return drawCorrespondent(this.#draw, 'secrétariat');
  }

  get correspondents(): readonly Correspondent[] {
    return this.#correspondents;
  }

  /** The exchanges with INSi since the last mark, once `expected` of them are there. */
  exchanges(expected: number): Promise<Seen<ExchangeSlice>> {
    return this.slice('insi', expected);
  }

  /**
   * The exchanges with a service since the last mark, once `expected` of the scenario's own are there. `own` are values by
   * which an exchange is the scenario's besides: the product's mailbox, where a step looks at how it is opened.
   */
  async slice(service: string, expected: number, own: readonly string[] = []): Promise<Seen<ExchangeSlice>> {
    const keys = [...this.#keys(), ...own.map((key) => key.toUpperCase())];
    const seen = await this.#observer.exchanges(this.#key, { service, keys, expected });
    this.last.set(service === 'insi' ? 'echanges' : `echanges ${service}`, seen as Seen);
    return seen;
  }

  /** True when somebody or something can perform the verb. */
  can(verb: VerbName): boolean {
    return this.#observer.can(verb);
  }

  /** A person does what is told and says what is seen; where nobody can, the point stays for a person to show. */
  async ask(consigne: string): Promise<void> {
    if (this.#observer.can('releverConstat')) await this.perform('releverConstat', { consigne });
  }

  /** Values by which an exchange is the scenario's. A call made under the name in use is the person's as well. */
  #keys(): string[] {
    const persons = this.#subjects.flatMap(({ person, names = [] }) => [
      ...names,
      person.nomNaissance,
      person.nomUtilise,
      ...(person.matricule === '' ? [] : [person.matricule, person.matricule + person.cle, patientAddress(person)]),
    ]);
    // Pro Santé Connect knows a professional by 8 and his RPPS.
    const professionals = this.#correspondents.flatMap(({ adresse, rpps }) => [adresse, `8${rpps}`]);
    return [...persons, ...professionals].map((key) => key.toUpperCase());
  }

  /** Leaves the exchanges made so far out of the next slices. */
  mark(): void {
    this.#observer.mark();
  }

  /** Hands what was seen to a rule, and records what it says. */
  async judge(rule: string, inputs: Record<string, Seen>, parameters: Json = {}): Promise<Finding[]> {
    const { version, check } = ruleById(rule);
    const bytes: Record<string, Buffer> = {};
    const digests: Record<string, { sha256: string; source: Seen['source'] }> = {};
    for (const [name, seen] of Object.entries(inputs)) {
      bytes[name] = seen.bytes;
      digests[name] = { sha256: seen.observation.blob?.sha256 ?? '', source: seen.source };
      for (const { name: part, sha256 } of seen.observation.attachments) {
        // Two documents of one name are told apart by the input that each came with.
        const unique = bytes[part] === undefined ? part : `${part}-${name}`;
        bytes[unique] = seen.attachments[part] ?? Buffer.alloc(0);
        digests[unique] = { sha256, source: seen.source };
      }
    }
    const findings = await check(bytes, parameters);
    this.#findings += findings.filter(({ severity }) => severity === 'bloquant').length;
    await this.#observer.record({
      point: this.#key,
      rule,
      ruleVersion: version,
      parameters,
      inputs: digests,
      findings,
    });
    return findings;
  }

  get #draw(): Draw {
    return currentSession().draw;
  }

  get #key(): PointKey {
    return { scenario: this.feature.scenario, ordinal: this.#point?.ordinal ?? 1 };
  }

  #add(person: TestPerson): Subject {
    currentSession().registers.addGenerated(person);
    const subject: Subject = { person, saisie: typed(person) };
    this.#subjects.push(subject);
    return subject;
  }

  async #closePoint(): Promise<void> {
    if (this.#point !== undefined) await this.#observer.closePoint(this.#key, this.#point);
  }
}

function typed(person: TestPerson): Saisie {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise } = person;
  return { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise };
}

function causeOf(thrown: unknown): Omit<Interruption, 'ordinal'> {
  const message = messageOf(thrown);
  if (thrown instanceof ProductStop) return { cause: 'produit', code: 'suite_impossible', message };
  if (thrown instanceof RecordedStop) return { cause: thrown.origin, code: thrown.code, message };
  if (isProbantError(thrown)) {
    return { cause: thrown.kind === 'environnement' ? 'environnement' : 'configuration', code: thrown.code, message };
  }
  return { cause: 'configuration', code: 'erreur_interne', message };
}
