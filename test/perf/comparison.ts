import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { processorTime } from './cpu.ts';
import { Load, type LoadResult, type PreparedRequest } from './load.ts';
import { type Imposter, type Mountebank, startMountebank } from './mountebank.ts';
import { type Kind, kinds, Payloads, wireBytes } from './payloads.ts';
import { ServerProcess } from './server-process.ts';
import { median, percentile } from './statistics.ts';
import { type Target, WireClient } from './wire-client.ts';

/** What is compared, and how much of it. */
export interface ComparisonOptions {
  folder: string;
  /** Its executable. */
  mountebank: string;
  connections: number;
  /** By round and kind of request. */
  requests: number;
  rounds: number;
}

/** What one side did of one load. */
export interface Side {
  /** Requests a second: the median of the rounds. */
  throughput: number;
  /** Over all rounds, in milliseconds. */
  p50: number;
  p99: number;
  /** Processor that the server took for a request, in microseconds: the median of the rounds; NaN where it is not known. */
  processor: number;
}

/** One load on both sides. */
export interface Comparison {
  name: Kind | 'mélange';
  requestBytes: number;
  answerBytes: number;
  probant: Side;
  mountebank: Side;
  /** Median, over the rounds, of the ratio of throughputs within a round: both sides then met the same noise. */
  ratio: number;
}

const namespaces = {
  sans: 'http://www.cnamts.fr/INSiRecSans',
  hl7: 'urn:hl7-org:v3',
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
};

/** What mountebank looks at of each request: one value, where Probant reads, verifies and compares all of them. */
const predicates: Readonly<Record<Kind, { selector: string; equals: string }>> = {
  WS_INS2: { selector: '//sans:NomNaissance', equals: 'ADRTROIS' },
  'TD0.2': { selector: '//hl7:patientIdentifier/hl7:value/@root', equals: '1.2.250.1.213.1.4.8' },
  'TD3.1': { selector: '//rim:AdhocQuery/@id', equals: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d' },
};

/** Loads both sides in turn, kind by kind then mixed. The first round of each warms up and is not counted. */
export async function compare(options: ComparisonOptions): Promise<Comparison[]> {
  const folder = join(options.folder, 'debit');
  await mkdir(folder, { recursive: true });
  const server = await ServerProcess.start(folder);
  const bench = new Bench(server, new Payloads(server.seal));
  const answers = new Map<Kind, Answer>();
  for (const kind of kinds) answers.set(kind, await bench.answerTo(kind));
  const imposter = await startMountebank(options.mountebank, folder, [...answers].map(imposterOf));
  try {
    const results: Comparison[] = [];
    for (const name of [...kinds, 'mélange'] as const) {
      const rounds = await playRounds({ name, bench, imposter }, options);
      results.push({ name, ...sizesOf(name, answers), ...summary(rounds) });
    }
    return results;
  } finally {
    await imposter.stop();
    await server.stop();
  }
}

interface Answer {
  requestBytes: number;
  body: string;
}

type Played = LoadResult & { processor: number };

interface Round {
  probant: Played;
  mountebank: Played;
}

/** Requests for a bench, and the same for another server. */
class Bench {
  readonly #server: ServerProcess;
  readonly #payloads: Payloads;

  constructor(server: ServerProcess, payloads: Payloads) {
    this.#server = server;
    this.#payloads = payloads;
  }

  /** Of its process. */
  get pid(): number | undefined {
    return this.#server.pid;
  }

  async answerTo(kind: Kind): Promise<Answer> {
    const [request] = this.prepare([kind]);
    if (request === undefined) throw new Error('aucune requête');
    const client = await WireClient.open(request.target);
    const { body } = await client.send(request.bytes);
    client.close();
    return { requestBytes: request.bytes.length, body: body.toString('utf8') };
  }

  /** Signed now: an AIR token lives 30 s, so a round is prepared just before it is played. */
  prepare(asked: readonly Kind[], elsewhere?: ReadonlyMap<Kind, Target>): PreparedRequest[] {
    return asked.map((kind) => {
      const payload = this.#payloads.make(kind);
      return {
        target: elsewhere?.get(kind) ?? this.#server.targets[payload.service],
        bytes: wireBytes(payload),
        expects: payload.expects,
      };
    });
  }
}

async function playRounds(
  { name, bench, imposter }: { name: Comparison['name']; bench: Bench; imposter: Mountebank },
  { connections, requests, rounds }: ComparisonOptions,
): Promise<Round[]> {
  const cycle: readonly Kind[] = name === 'mélange' ? kinds : [name];
  const asked = Array.from({ length: requests }, (_, i) => cycle[i % cycle.length] ?? kinds[0]);
  const play = async (pid: number | undefined, elsewhere?: ReadonlyMap<Kind, Target>): Promise<Played> => {
    const load = new Load(connections);
    const prepared = bench.prepare(asked, elsewhere);
    const before = processorTime(pid);
    const result = await load.run(prepared);
    const processor = (processorTime(pid) - before) / requests;
    load.close();
    return { ...result, processor };
  };
  const played: Round[] = [];
  for (let i = 0; i <= rounds; i += 1) {
    played.push({ probant: await play(bench.pid), mountebank: await play(imposter.pid, imposter.targets) });
  }
  return played.slice(1);
}

function summary(rounds: readonly Round[]): Pick<Comparison, 'probant' | 'mountebank' | 'ratio'> {
  const side = (name: keyof Round): Side => {
    const results = rounds.map((round) => round[name]);
    const milliseconds = results.flatMap((result) => result.milliseconds);
    return {
      throughput: median(results.map(throughputOf)),
      p50: percentile(milliseconds, 0.5),
      p99: percentile(milliseconds, 0.99),
      processor: median(results.map(({ processor }) => processor)),
    };
  };
  const ratio = median(rounds.map(({ probant, mountebank }) => throughputOf(probant) / throughputOf(mountebank)));
  return { probant: side('probant'), mountebank: side('mountebank'), ratio };
}

function throughputOf({ requests, seconds }: LoadResult): number {
  return requests / seconds;
}

function imposterOf([kind, { body }]: [Kind, Answer]): Imposter {
  const { selector, equals } = predicates[kind];
  return { kind, xpath: { selector, ns: namespaces }, equals, answer: body };
}

function sizesOf(
  name: Comparison['name'],
  answers: ReadonlyMap<Kind, Answer>,
): Pick<Comparison, 'requestBytes' | 'answerBytes'> {
  const of = name === 'mélange' ? [...answers.values()] : [answers.get(name)].filter((answer) => answer !== undefined);
  const mean = (size: (answer: Answer) => number): number =>
    Math.round(of.reduce((sum, answer) => sum + size(answer), 0) / of.length);
  return {
    requestBytes: mean(({ requestBytes }) => requestBytes),
    answerBytes: mean(({ body }) => Buffer.byteLength(body)),
  };
}
