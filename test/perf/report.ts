import { cpus, loadavg, totalmem } from 'node:os';
import type { Comparison, Side } from './comparison.ts';
import type { MemoryResult } from './memory.ts';
import { type Readiness, typical } from './readiness.ts';

/** Where and amid what noise it was measured. */
export interface Machine {
  node: string;
  processor: string;
  cores: number;
  memoryGb: number;
  /** Mean number of processes that wanted a core over the last minute, this measure included. */
  load: number;
}

/** All that a run measured. */
export interface Results {
  machine: Machine;
  settings: { connections: number; requests: number; rounds: number };
  readiness: Readiness;
  comparison: readonly Comparison[];
  memory: MemoryResult;
}

/** What was asked for, and whether it is reached. */
export interface ReachedTarget {
  text: string;
  measured: string;
  reached: boolean;
}

/** Bytes of heap by exchange under which memory is called flat: 5 MB over 100 000 exchanges. */
const flatSlope = 50;
const longestP99 = 50;
const longestStart = 500;

/** The machine at hand. */
export function machine(): Machine {
  return {
    node: process.version,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    load: loadavg()[0] ?? Number.NaN,
  };
}

/** Compares the measures with the targets (docs/performance.md). */
export function targetsOf({ comparison, memory, readiness }: Results): ReachedTarget[] {
  const start = typical(readiness).services;
  return [
    ...comparison.map(({ name, ratio }) => ({
      text: `${name} : débit ≥ celui de mountebank`,
      measured: `× ${decimal(ratio, 2)}`,
      reached: ratio >= 1,
    })),
    ...comparison.map(({ name, probant }) => ({
      text: `${name} : p99 < ${longestP99} ms`,
      measured: `${decimal(probant.p99)} ms`,
      reached: probant.p99 < longestP99,
    })),
    {
      text: `tas stable : < ${flatSlope} octets par échange sur la seconde moitié`,
      measured: `${decimal(memory.heapSlope)} octets`,
      reached: memory.heapSlope < flatSlope,
    },
    {
      text: `services prêts en moins de ${longestStart} ms`,
      measured: `${decimal(start, 0)} ms`,
      reached: start < longestStart,
    },
  ];
}

/** The measures as a person reads them. */
export function showResults(results: Results, targets: readonly ReachedTarget[]): string {
  const { machine: on, readiness, memory, settings } = results;
  const { services, command } = typical(readiness);
  const last = memory.samples.at(-1);
  return [
    '',
    `Node ${on.node}, ${on.cores} cœurs (${on.processor}), ${on.memoryGb} Go, charge ${decimal(on.load)}`,
    `${settings.connections} connexions, ${settings.rounds} × ${settings.requests} requêtes de chaque sorte`,
    '',
    '             requête   réponse   Probant (TLS, preuves)                  mountebank (HTTP)',
    '             (octets)  (octets)   req/s   p50 ms   p99 ms  µs/req     req/s   p50 ms   p99 ms  µs/req   rapport',
    ...results.comparison.map(line),
    '',
    `Mémoire après ${memory.exchanges.toLocaleString('fr-FR')} échanges : tas ${megabytes(last?.heapUsed)}, résidente ${megabytes(last?.rss)} ; ` +
      `pente sur la seconde moitié : tas ${decimal(memory.heapSlope)} octets/échange, résidente ${decimal(memory.rssSlope)}`,
    `Démarrage (médiane) : services ${decimal(services, 0)} ms, commande « probant bench » ${decimal(command, 0)} ms`,
    '',
    ...targets.map(({ text, measured, reached }) => `${reached ? '✓' : '✗'} ${text} — ${measured}`),
  ].join('\n');
}

function line({ name, requestBytes, answerBytes, probant, mountebank, ratio }: Comparison): string {
  const cells = [requestBytes, answerBytes].map((size) => String(size).padStart(9));
  return `${name.padEnd(10)} ${cells.join(' ')} ${sideCells(probant)}  ${sideCells(mountebank)}   × ${decimal(ratio, 2)}`;
}

function sideCells({ throughput, p50, p99, processor }: Side): string {
  return [decimal(throughput, 0), decimal(p50), decimal(p99), decimal(processor, 0)]
    .map((text) => text.padStart(8))
    .join(' ');
}

function megabytes(bytes: number | undefined): string {
  return `${decimal((bytes ?? Number.NaN) / 1e6, 0)} Mo`;
}

/** A number as a French reader writes it. */
export function decimal(value: number, digits = 1): string {
  return value.toFixed(digits).replace('.', ',');
}
