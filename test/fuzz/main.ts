/**
 * `npm run fuzz`: sends each service thousands of inputs, right and wrong, and ends with 1 when something is found (docs/fuzz.md).
 * Usage: `npm run fuzz -- [--service insi,dmp] [--entrees 20000] [--graine texte]`, `npm run fuzz -- --rejouer <fichier>`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BenchProcess } from './bench-process.ts';
import { type CampaignResult, campaign, inputOf, playOne } from './campaign.ts';
import { readFinding, writeFinding } from './finding-file.ts';
import type { FuzzInput, Target } from './input.ts';
import { resultLines } from './report.ts';
import { fuzzedServices } from './services.ts';
import { shrunk } from './shrink.ts';

const folder = join('.probant', 'fuzz');
const mostShown = 8;

const { values } = parseArgs({
  options: {
    service: { type: 'string' },
    entrees: { type: 'string', default: '20000' },
    graine: { type: 'string', default: 'probant' },
    rejouer: { type: 'string' },
  },
});

process.exitCode = await (values.rejouer === undefined ? fuzzAll() : replay(values.rejouer));

async function fuzzAll(): Promise<number> {
  const names = values.service?.split(',') ?? Object.keys(fuzzedServices);
  const unknown = names.find((name) => !Object.hasOwn(fuzzedServices, name));
  const inputs = Number(values.entrees);
  if (unknown !== undefined) return refused(`service inconnu : ${unknown} (${Object.keys(fuzzedServices).join(', ')})`);
  if (!Number.isSafeInteger(inputs) || inputs < 4) return refused('--entrees veut un nombre entier, 4 au moins');
  say(`graine « ${values.graine} », ${inputs} entrées par service`);
  const results: CampaignResult[] = [];
  for (const name of names) results.push(await fuzz(name, inputs));
  const findings = results.reduce((sum, one) => sum + one.findings.length, 0);
  const seconds = results.reduce((sum, one) => sum + one.seconds, 0);
  say(
    `\n${results.length} services, ${inputs * results.length} entrées, ${findings} constats, ${Math.round(seconds)} s`,
  );
  return findings === 0 ? 0 : 1;
}

async function fuzz(service: string, inputs: number): Promise<CampaignResult> {
  return await withTarget(service, async (target, bench) => {
    const options = { service, seed: values.graine, inputs, probeEvery: 500, memory: inputs >= 400 };
    const result = await campaign(bench, target, options);
    for (const line of resultLines(fuzzedServices[service]?.title ?? service, result)) say(line);
    await tellFindings(target, result, options);
    return result;
  });
}

/** One finding of each kind, its input as small as it gets, in a file that plays it again. */
async function tellFindings(
  target: Target,
  { findings }: CampaignResult,
  options: { service: string; seed: string },
): Promise<void> {
  const shown = new Map(findings.map((finding) => [finding.why, finding]));
  for (const [why, finding] of [...shown].slice(0, mostShown)) {
    const input = finding.input === undefined ? {} : { input: await shrunk(target, finding.input, why) };
    const path = await writeFinding(folder, { ...finding, ...input }, options);
    say(`  ✗ ${why}`);
    if (path !== undefined) say(`    npm run fuzz -- --rejouer ${path}`);
  }
  if (shown.size > mostShown) say(`  … et ${shown.size - mostShown} autres constats`);
}

/** Plays an input again on a new bench: made anew from its seed, with the new certificates; then as it was sent. */
async function replay(path: string): Promise<number> {
  const { file, input } = await readFinding(path);
  return await withTarget(file.service, async (target, bench) => {
    const made = inputOf(target, { service: file.service, seed: file.graine }, file.numero);
    const found = [
      await judged(target, 'refaite depuis sa graine', made),
      await judged(target, 'telle qu’envoyée', input),
    ];
    const { failures } = await bench.state();
    for (const failure of failures) say(`✗ ${failure}`);
    return found.includes(true) || failures.length > 0 ? 1 : 0;
  });
}

async function judged(target: Target, title: string, input: FuzzInput): Promise<boolean> {
  const { answer, findings, seen } = await playOne(target, input, 0);
  say(`${title} : ${answer}`);
  for (const why of findings) say(`  ✗ ${why}`);
  if (seen !== undefined) say(`  reçu : ${seen.received.toString('utf8', 0, 1_000)}`);
  return findings.length > 0;
}

async function withTarget<T>(service: string, use: (target: Target, bench: BenchProcess) => Promise<T>): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), 'probant-fuzz-'));
  const bench = await BenchProcess.start(place, { relay: fuzzedServices[service]?.relay === true });
  try {
    const target = await fuzzedServices[service]?.target(bench);
    if (target === undefined) throw new RangeError(`service inconnu : ${service}`);
    try {
      return await use(target, bench);
    } finally {
      for (const door of Object.values(target.doors)) door.close();
    }
  } finally {
    await bench.stop();
    await rm(place, { recursive: true, force: true });
  }
}

function refused(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
