import type { Driver, DriverAnswer, DriverAttachment, VerbArgs, VerbName, VerbResult } from '../candidate/index.ts';
import {
  type AttemptWriter,
  type Cause,
  type CheckRecord,
  canonicalJson,
  type Environment,
  type Exchange,
  isoNow,
  isProbantError,
  type JournalWindow,
  type Json,
  type JsonObject,
  messageOf,
  type Observation,
  type PointKey,
} from '../core/index.ts';
import { type Bench, type BenchControls, ownedControls } from '../mocks/index.ts';
import type { FeaturePoint, FeatureScenario } from '../referential/index.ts';
import type { ExchangeRequest, ExchangeSlice, Interruption, Observer, Seen } from '../steps/index.ts';
import { attribution, cutSlice } from './slice.ts';
import { bodyType, proofOfFile, proofsOfExchange, type WireProof } from './wire-proofs.ts';

/** What a live observer drives, watches and writes to. */
export interface LiveParts {
  environment: Pick<Environment, 'clock'>;
  driver: Driver;
  bench: Pick<Bench, 'controls' | 'journal'>;
  writer: AttemptWriter;
  /** Milliseconds to wait before saying that nothing left. */
  silence: number;
  /** Milliseconds to wait for an expected exchange. */
  delai: number;
}

type Draft = Pick<Observation, 'point' | 'kind' | 'verb' | 'args'>;

/** Drives the product and the bench, and keeps whatever is seen, in order. */
export class LiveObserver implements Observer {
  readonly controls: BenchControls;
  readonly #parts: LiveParts;
  #scenario = '';
  #count = 0;
  readonly #proved = new Set<number>();
  #from = 0;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.controls = ownedControls(parts.bench.controls, () => this.#scenario);
  }

  async openScenario({ scenario, points }: FeatureScenario): Promise<void> {
    const { driver, writer, environment } = this.#parts;
    this.#scenario = scenario;
    this.#count = 0;
    this.mark();
    await writer.append({ type: 'scenario-ouvert', scenario, at: isoNow(environment) });
    await driver.openScenario(
      scenario,
      points.some(({ mode }) => mode === 'automatique'),
    );
  }

  can(verb: VerbName): boolean {
    return this.#parts.driver.can(verb);
  }

  async perform<V extends VerbName>(point: PointKey, verb: V, args: VerbArgs<V>): Promise<Seen<VerbResult<V>>> {
    const draft: Draft = { point, kind: isRead(verb) ? 'lecture' : 'action', verb, args: args as JsonObject };
    const answer = await this.#parts.driver
      .perform(verb, args)
      .catch((thrown: unknown) => this.#keepFailure(draft, thrown));
    const files = documentOf(answer);
    await this.#keepProofs(
      files.map((file) => ({ ...proofOfFile((answer.value as { nom: string }).nom, file), source: answer.source })),
      point.ordinal,
    );
    return this.#keep(draft, answer.value, { ...answer, attachments: [...answer.attachments, ...files] });
  }

  async exchanges(point: PointKey, request: ExchangeRequest): Promise<Seen<ExchangeSlice>> {
    const { journal } = this.#parts.bench;
    const own = (): Exchange[] =>
      journal
        .slice(request.service, this.#window())
        .filter((exchange) => attribution(exchange, request.keys) === 'personne');
    await journal.waitFor(
      () => request.expected > 0 && own().length >= request.expected,
      request.expected > 0 ? this.#parts.delai : this.#parts.silence,
    );
    const window = this.#window();
    const kept = journal.slice(request.service, window);
    const attachments = await Promise.all(kept.flatMap((exchange, i) => this.#bodies(exchange, i + 1)));
    await this.#keepWireProofs(point, { kept, keys: request.keys, attachments });
    const value = cutSlice({ ...request, window, exchanges: kept });
    const draft: Draft = {
      point,
      kind: 'echanges',
      verb: request.service,
      args: { expected: request.expected, keys: request.keys },
    };
    return this.#keep(draft, value, { source: 'fil', attachments });
  }

  mark(): void {
    this.#from = this.#parts.bench.journal.last;
  }

  async record(check: CheckRecord): Promise<void> {
    await this.#parts.writer.append({ type: 'verification', ...check });
  }

  async closePoint(point: PointKey, definition: FeaturePoint): Promise<void> {
    const proofs = await this.#parts.driver.closePoint(point, definition.text);
    await this.#keepProofs(proofs, point.ordinal);
  }

  async closeScenario(interruption: Interruption | undefined): Promise<void> {
    const { driver, writer, environment } = this.#parts;
    await this.#keepProofs(await driver.closeScenario());
    for (const control of Object.values(this.controls)) control.reset();
    await writer.append({
      type: 'scenario-ferme',
      scenario: this.#scenario,
      at: isoNow(environment),
      ...(interruption === undefined ? {} : { interruption }),
    });
  }

  #window(): JournalWindow {
    return { from: this.#from, to: this.#parts.bench.journal.last };
  }

  async #keepProofs(
    proofs: ReadonlyArray<Awaited<ReturnType<Driver['closePoint']>>[number] & Pick<WireProof, 'relais'>>,
    ordinal?: number,
  ): Promise<void> {
    const { writer } = this.#parts;
    for (const { bytes, kind, name, mediaType, source, relais } of proofs) {
      const blob = await writer.store.put(bytes);
      const at = ordinal === undefined ? {} : { ordinal };
      const through = relais === undefined ? {} : { relais };
      const proof = { kind, name, mediaType, blob, source, ...through };
      await writer.append({ type: 'preuve', scenario: this.#scenario, ...at, ...proof });
    }
  }

  /** An exchange is a proof once, however many points look at it. */
  async #keepWireProofs(
    { ordinal }: PointKey,
    { kept, keys, attachments }: { kept: Exchange[]; keys: string[]; attachments: DriverAttachment[] },
  ): Promise<void> {
    for (const [i, exchange] of kept.entries()) {
      if (attribution(exchange, keys) !== 'personne' || this.#proved.has(exchange.n)) continue;
      this.#proved.add(exchange.n);
      const body = attachments.find(({ name }) => name === `requete-${i + 1}`)?.bytes ?? Buffer.alloc(0);
      await this.#keepProofs(
        proofsOfExchange(exchange, body).map((proof) => ({ ...proof, source: 'fil' as const })),
        ordinal,
      );
    }
  }

  async #keep<T>(
    draft: Draft,
    value: T,
    { source, person, attachments }: Pick<DriverAnswer, 'source' | 'person' | 'attachments'>,
  ): Promise<Seen<T>> {
    const { writer } = this.#parts;
    const n = this.#next();
    const bytes = Buffer.from(canonicalJson(envelope({ ...draft, n }, value as Json)));
    const observation: Observation = {
      n,
      ...draft,
      source,
      ...(person === undefined ? {} : { person }),
      blob: await writer.store.put(bytes),
      attachments: await Promise.all(
        attachments.map(async ({ name, mediaType, bytes: part }) => ({
          name,
          mediaType,
          ...(await writer.store.put(part)),
        })),
      ),
    };
    await writer.append({ type: 'observation', ...observation });
    const parts = Object.fromEntries(attachments.map(({ name, bytes: part }) => [name, part]));
    return { value: readBack<T>(bytes), observation, bytes, source, attachments: parts };
  }

  async #keepFailure(draft: Draft, thrown: unknown): Promise<never> {
    const code = isProbantError(thrown) ? thrown.code : 'erreur_interne';
    const cause: Cause = isProbantError(thrown) && thrown.kind === 'environnement' ? 'environnement' : 'configuration';
    const error = { code, cause, message: messageOf(thrown) };
    const observation: Observation = { n: this.#next(), ...draft, source: 'adaptateur', attachments: [], error };
    await this.#parts.writer.append({ type: 'observation', ...observation });
    throw thrown;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #bodies(exchange: Exchange, rank: number): Array<Promise<DriverAttachment>> {
    const { store } = this.#parts.bench.journal;
    const sides = { requete: exchange.request, reponse: exchange.response };
    return Object.entries(sides).flatMap(([side, message]) =>
      message === undefined
        ? []
        : [
            store
              .get(message.body.sha256)
              .then((bytes) => ({ name: `${side}-${rank}`, mediaType: bodyType(exchange), bytes })),
          ],
    );
  }
}

/** The text by which an observation is kept: what was asked, where, and what was answered. */
export function envelope({ point, n, verb, args }: Draft & { n: number }, value: Json): Json {
  return { scenario: point.scenario, point: point.ordinal, n, verb, args, value };
}

/** The value of a kept observation. */
export function readBack<T>(bytes: Buffer): T {
  return (JSON.parse(bytes.toString('utf8')) as { value: T }).value;
}

function isRead(verb: VerbName): boolean {
  return verb.startsWith('lire') || verb.startsWith('chercher');
}

// Rules look at a produced document as bytes, not as the base64 of a JSON answer.
function documentOf<V extends VerbName>({ value }: DriverAnswer<V>): DriverAttachment[] {
  if (!('contenu' in value)) return [];
  const { contenu, typeMime } = value as VerbResult<'produireDocument'>;
  return [{ name: 'document', mediaType: typeMime, bytes: Buffer.from(contenu, 'base64') }];
}
