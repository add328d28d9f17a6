import type { VerbArgs, VerbName, VerbResult } from '../../candidate/index.ts';
import {
  type CheckRecord,
  canonicalJson,
  type Exchange,
  type JournalWindow,
  type Json,
  type JsonObject,
  type Observation,
  type PointKey,
  pointId,
  sameJson,
  sha256,
} from '../../core/index.ts';
import { idleControls } from '../../mocks/index.ts';
import type { FeatureScenario } from '../../referential/index.ts';
import {
  type ExchangeRequest,
  type ExchangeSlice,
  type Interruption,
  type Observer,
  RecordedStop,
  type Seen,
} from '../../steps/index.ts';
import { envelope } from '../live-observer.ts';
import { cutSlice } from '../slice.ts';
import { type Difference, difference } from './difference.ts';

/** What a dossier gives to replay from. */
export interface Recording {
  observations: Observation[];
  exchanges: Exchange[];
  /** Bytes of a blob; rejects when the dossier does not hold it. */
  blob(digest: string): Promise<Buffer>;
}

/** What the steps of this release recorded while they were played on a recording. */
export interface Replayed {
  checks: CheckRecord[];
  interruptions: Map<string, Interruption | undefined>;
  differences: Difference[];
}

const done = Promise.resolve();

/** A slice that was kept, and what it was cut for. */
interface Cut extends Pick<ExchangeRequest, 'service' | 'keys'> {
  seen: Seen<ExchangeSlice>;
}

type Asked = Pick<Observation, 'point' | 'verb' | 'args'>;

/** Answers steps from a recording, and notes whatever does not fit. No product, no mock, no network. */
export class ReplayObserver implements Observer {
  readonly controls = idleControls;
  readonly replayed: Replayed = { checks: [], interruptions: new Map(), differences: [] };
  readonly #recording: Recording;
  #scenario = '';
  #queue: Observation[] = [];
  #marked = true;
  #last: JournalWindow = { from: 0, to: 0 };

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  openScenario({ scenario }: FeatureScenario): Promise<void> {
    this.#scenario = scenario;
    this.#last = { from: 0, to: 0 };
    this.mark();
    this.#queue = this.#recording.observations.filter(({ point }) => point.scenario === scenario);
    return done;
  }

  /** What was done could be done. */
  can(verb: VerbName): boolean {
    return this.#queue[0]?.verb === verb;
  }

  perform<V extends VerbName>(point: PointKey, verb: V, args: VerbArgs<V>): Promise<Seen<VerbResult<V>>> {
    return this.#answer({ point, verb, args: args as JsonObject });
  }

  async exchanges(point: PointKey, { service, keys, expected }: ExchangeRequest): Promise<Seen<ExchangeSlice>> {
    const seen = await this.#answer<ExchangeSlice>({ point, verb: service, args: { expected, keys } });
    this.#assertWindow(point, seen.value.window);
    this.#assertIsJournal(point, { service, keys, seen });
    return seen;
  }

  mark(): void {
    this.#marked = true;
  }

  record(check: CheckRecord): Promise<void> {
    // As it is now, as a log keeps it: what a step gave may change with its next one.
    this.replayed.checks.push(structuredClone(check));
    return done;
  }

  closePoint(): Promise<void> {
    // Captures judge nothing.
    return done;
  }

  closeScenario(interruption: Interruption | undefined): Promise<void> {
    this.replayed.interruptions.set(this.#scenario, interruption);
    const [left] = this.#queue;
    if (left !== undefined && interruption === undefined)
      this.#note('observation_en_trop', left.point, `${left.kind} « ${left.verb} »`);
    return done;
  }

  async #answer<T>(asked: Asked): Promise<Seen<T>> {
    const observation = this.#queue.shift();
    if (observation === undefined) throw this.#stop('observation_absente', asked, `« ${asked.verb} »`);
    const told = { point: observation.point, verb: observation.verb, args: observation.args };
    if (!sameJson(told as unknown as Json, asked as unknown as Json)) {
      throw this.#stop(
        'observation_etrangere',
        asked,
        `demandé « ${asked.verb} », trouvé « ${observation.verb} » de ${pointId(observation.point)}`,
      );
    }
    if (observation.error !== undefined) {
      const { code, cause, message } = observation.error;
      throw new RecordedStop(code, cause, message);
    }
    return await this.#seen<T>(asked, observation);
  }

  async #seen<T>(asked: Asked, observation: Observation): Promise<Seen<T>> {
    const bytes = await this.#bytes(asked, observation.blob?.sha256 ?? '');
    const value = this.#valueOf(asked, { observation, bytes }) as T;
    const attachments: Record<string, Buffer> = {};
    for (const { name, sha256: digest } of observation.attachments)
      attachments[name] = await this.#bytes(asked, digest);
    return { value, observation, bytes, source: observation.source, attachments };
  }

  /** The value, once the kept text is seen to be that of this very question. */
  #valueOf(asked: Asked, { observation, bytes }: { observation: Observation; bytes: Buffer }): Json {
    const kept = parse(bytes);
    const value = kept?.['value'] ?? null;
    if (kept === undefined || canonicalJson(kept) !== canonicalJson(envelope({ ...observation, ...asked }, value))) {
      throw this.#stop('observation_etrangere', asked, 'les octets sont ceux d’une autre observation');
    }
    return value;
  }

  async #bytes(asked: Asked, digest: string): Promise<Buffer> {
    const bytes = await this.#recording.blob(digest).catch(() => undefined);
    if (bytes === undefined) throw this.#stop('octets_absents', asked, digest);
    if (sha256(bytes) !== digest) throw this.#stop('octets_alteres', asked, digest);
    return bytes;
  }

  /** A window begins at a mark and never goes back; without a mark since the one before, it begins where that one did. */
  #assertWindow(point: PointKey, window: JournalWindow): void {
    const { from, to } = window;
    const begins = this.#marked ? from >= this.#last.from : from === this.#last.from;
    if (!begins || from > to || to < this.#last.to || to > this.#recording.exchanges.length) {
      this.#note('fenetre', point, `n° ${from + 1} à ${to}`);
    }
    this.#marked = false;
    this.#last = window;
  }

  /** A slice shows the whole window of the journal, as it is: nothing more, nothing less, whosever it is. */
  #assertIsJournal(point: PointKey, { service, keys, seen }: Cut): void {
    const { window, exchanges: shown } = seen.value;
    const made = cutSlice({ service, keys, window, exchanges: this.#recording.exchanges }).exchanges;
    const known = new Map(made.map((exchange) => [exchange['n'], exchange]));
    for (const exchange of shown) {
      const same = sameJson(known.get(exchange['n']) ?? null, exchange);
      if (!same) this.#note('echange_hors_journal', point, numbered(exchange));
      known.delete(exchange['n']);
    }
    for (const exchange of known.values()) this.#note('echange_absent', point, numbered(exchange));
    for (const name of strayBodies(shown, seen.observation)) this.#note('echange_hors_journal', point, name);
  }

  #note(code: Difference['code'], point: PointKey, detail: string): void {
    this.replayed.differences.push(difference(code, { point }, detail));
  }

  #stop(code: Difference['code'], { point }: Asked, detail: string): RecordedStop {
    this.#note(code, point, detail);
    return new RecordedStop(code, 'configuration', detail);
  }
}

function numbered(exchange: JsonObject): string {
  return `échange n° ${String(exchange['n'])}`;
}

/** Names of the bodies that are not those of their exchange. */
function strayBodies(exchanges: JsonObject[], { attachments }: Observation): string[] {
  const named = new Map(attachments.map(({ name, sha256: digest }) => [name, digest]));
  return exchanges
    .flatMap(({ request, response }) => [request, response] as Array<JsonObject | undefined>)
    .filter((body) => body !== undefined)
    .filter((body) => named.get(String(body['input'])) !== body['sha256'])
    .map((body) => String(body['input']));
}

function parse(bytes: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
