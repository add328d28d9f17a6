import { dirname, join } from 'node:path';
import { type Environment, ProbantError } from '../core/index.ts';
import {
  type Coverage,
  type CoveredScenario,
  type Deadline,
  isShared,
  laneDefinition,
  type Tally,
  tally,
} from '../referential/index.ts';
import { readReferential, readRemFile } from '../referential/rem/index.ts';
import { coverage, type LaneRequest } from '../runs/index.ts';
import { type Command, exitCode, type Invocation, textOption } from './command.ts';

/** `probant coverage` */
export const coverageCommand: Command = {
  options: {
    lane: { type: 'string', help: 'Un couloir, tel que RAD-RIS' },
    vague: { type: 'string', help: '1 ou 2 (défaut : les deux)' },
    rem: { type: 'string', help: 'Un REM importé : referentiel-<couloir>.json' },
    correspondance: { type: 'string', help: 'Sa correspondance (défaut : celle du même dossier)' },
    all: { type: 'boolean', help: 'Tous les couloirs (défaut, sans --lane)' },
    json: { type: 'boolean', help: 'En JSON : chaque scénario, ses points, ses raisons' },
  },
  async run(invocation: Invocation) {
    const { options, say } = invocation;
    const request = await requestOf(invocation);
    const lane = request?.couloir;
    const made = coverage(request);
    const missing = made.scenarios.filter((scenario) => scenario.home === 'sans_foyer' && isShared(scenario));
    say(options['json'] === true ? JSON.stringify(document(made, lane), null, 2) : text(made, { lane, missing }));
    return missing.length + made.unknownTags.length === 0 ? exitCode.ok : exitCode.failed;
  },
};

async function requestOf({ environment, options }: Invocation): Promise<LaneRequest | undefined> {
  const rem = textOption(options, 'rem');
  const lane = textOption(options, 'lane');
  const vague = waveOption(textOption(options, 'vague'));
  if (options['all'] === true && (lane ?? rem ?? vague) !== undefined) throw misuse('--all ne va avec aucune autre');
  if (rem !== undefined) return importedRequest(environment, rem, textOption(options, 'correspondance'));
  if (lane === undefined && vague !== undefined) throw misuse('--vague demande --lane');
  return lane === undefined ? undefined : { couloir: lane, vague };
}

/** An imported REM; its correspondence stands beside it unless told. */
async function importedRequest(environment: Environment, path: string, told: string | undefined): Promise<LaneRequest> {
  const referentiel = await readRemFile(environment, path);
  const { couloir } = readReferential(referentiel, path);
  const beside = join(dirname(path), `correspondance-${couloir}.yaml`);
  const correspondance = await readRemFile(environment, told ?? beside);
  return { couloir, rem: { referentiel, correspondance } };
}

function waveOption(given: string | undefined): 1 | 2 | undefined {
  if (given === undefined) return undefined;
  if (given === '1') return 1;
  if (given === '2') return 2;
  throw misuse('--vague vaut 1 ou 2');
}

function misuse(detail: string): ProbantError {
  return new ProbantError('option_invalide', { commande: 'coverage', detail });
}

function document(made: Coverage, lane: string | undefined): Record<string, unknown> {
  return {
    format: 'probant-couverture/1',
    couloir: lane ?? null,
    domaines_partages: tally(made, { shared: true }),
    tous_domaines: tally(made),
    scenarios: made.scenarios,
    exigences_sans_scenario: made.withoutScenario,
    etiquettes_inconnues: made.unknownTags,
  };
}

function text(made: Coverage, { lane, missing }: { lane: string | undefined; missing: CoveredScenario[] }): string {
  const shared = made.scenarios.filter(isShared);
  const others = made.scenarios.filter((scenario) => !isShared(scenario));
  const lost = [
    ...missing.map(({ scenario, statement }) => `✗ ${scenario} : aucune feature ne le joue (${statement})`),
    ...made.unknownTags.map(({ tag, feature }) => `✗ ${feature} : « ${tag} » n’est pas un scénario du catalogue`),
  ];
  return [
    ...(lane === undefined ? ['Tous les couloirs du catalogue.'] : laneLines(lane)),
    '',
    `Domaines partagés : ${shared.length} scénarios`,
    ...tallyLines(tally(made, { shared: true })),
    '',
    ...domainTable(shared),
    '',
    `Autres domaines : ${others.length} scénarios, ${others.filter(({ home }) => home !== 'sans_foyer').length} joués`,
    ...list('Guidés', made, 'guide'),
    ...list('Pièces externes', made, 'externe'),
    ...unprovedLines(made),
    '',
    `Exigences sans scénario au catalogue : ${made.withoutScenario.length}`,
    ...made.withoutScenario.map(({ requirement, statement }) => `  ${requirement.padEnd(20)} ${statement}`),
    '',
    ...lost,
    `Étiquettes inconnues : ${made.unknownTags.length} ; scénarios partagés sans foyer : ${missing.length}`,
    `${shared.length - missing.length} passed, ${lost.length} failed`,
  ].join('\n');
}

function laneLines(lane: string): string[] {
  const { titre, services, rem, deadlines } = laneDefinition(lane) ?? { services: [], deadlines: [] };
  return [
    `${lane} : ${titre}`,
    `Services : ${services.join(', ') || 'aucun que ce banc serve'} ; REM : ${rem}`,
    ...deadlines.map(deadlineLine),
  ];
}

function deadlineLine({ vague, quoi, date }: Deadline): string {
  const [day = '', hour] = date.split('T');
  const french = day.split('-').reverse().join('/');
  return `  vague ${vague} : ${quoi}, ${french}${hour === undefined ? '' : ` à ${hour.replace(':', ' h ')}`}`;
}

function tallyLines(counts: Tally): string[] {
  const percent = `${Math.floor(counts.automatedShare * 100)} %`;
  return [
    `  automatisés ${counts.automatise} (${percent} de ceux qui ne sont pas externes), guidés ${counts.guide}, pièces externes ${counts.externe}, sans foyer ${counts.sans_foyer}`,
    `  étapes documentées ${counts.documented}, déduites ${counts.deduced}`,
    `  points automatisés ${counts.points}, éprouvés ${counts.proved}`,
  ];
}

function domainTable(scenarios: CoveredScenario[]): string[] {
  const domains = [...new Set(scenarios.map(({ domain }) => domain))].sort();
  const rows = domains.map((domain) => {
    const counts = tally({ scenarios: scenarios.filter((scenario) => scenario.domain === domain) });
    const cells = [counts.total, counts.automatise, counts.guide, counts.externe, counts.sans_foyer];
    return [domain, ...cells.map(String), `${counts.proved}/${counts.points}`];
  });
  const head = ['domaine', 'scénarios', 'automatisés', 'guidés', 'externes', 'sans foyer', 'points éprouvés'];
  return [head, ...rows].map((row) => `  ${row.map((cell, i) => cell.padEnd((head[i]?.length ?? 0) + 2)).join('')}`);
}

function list(title: string, { scenarios }: Coverage, home: CoveredScenario['home']): string[] {
  const chosen = scenarios.filter((scenario) => scenario.home === home);
  if (chosen.length === 0) return [];
  return [
    '',
    `${title} :`,
    ...chosen.map(({ scenario, reasons }) => `  ${scenario.padEnd(22)} ${reasons.join(' ; ') || 'raison non dite'}`),
  ];
}

function unprovedLines({ scenarios }: Coverage): string[] {
  const unproved = scenarios.filter(({ points, proved }) => proved < points.automatique);
  if (unproved.length === 0) return [];
  return [
    '',
    'Non éprouvés :',
    ...unproved.map((one) => `  ${one.scenario.padEnd(22)} ${one.proved}/${one.points.automatique}`),
  ];
}
