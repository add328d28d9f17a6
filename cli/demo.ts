import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { findBrowser } from '../candidate/index.ts';
import { parsePlan } from '../core/index.ts';
import { locations } from '../runs/index.ts';
import { type Command, type Invocation, textOption } from './command.ts';
import { freePort } from './free-port.ts';
import { playAndSeal, sealOptions } from './play-and-seal.ts';

/** `probant demo`: the whole journey against the embedded product. */
export const demoCommand: Command = {
  options: {
    couloir: { type: 'string', help: 'Couloir de Cabinet Témoin (défaut : MDV-LGC)' },
    vague: { type: 'string', help: '1, 2 ou toutes (défaut : 1, sauf si --scenarios en nomme)' },
    scenarios: { type: 'string', help: 'Seulement ces scénarios, séparés par des virgules' },
    pilote: { type: 'string', help: 'browser (défaut) ou http' },
    defauts: { type: 'string', help: 'Défauts à planter dans Cabinet Témoin, séparés par des virgules' },
    'sans-sceau': { type: 'boolean', help: 'Ne scelle pas le dossier' },
    ...sealOptions,
  },
  async run(invocation: Invocation) {
    const { environment, options, say } = invocation;
    const asked = textOption(options, 'pilote') ?? 'browser';
    const driver = asked === 'browser' && (await findBrowser(environment)) === null ? 'http' : asked;
    if (driver !== asked)
      say('Aucun navigateur : la démonstration continue par l’adaptateur HTTP, sans écran ni vidéo.');
    const port = await freePort();
    const env = {
      ...environment.env,
      PORT: String(port),
      PROBANT_PRODUIT_PORT: String(port),
      PROBANT_NODE: process.execPath,
      PROBANT_RACINE: locations.root,
      DEFAUTS: textOption(options, 'defauts') ?? '',
    };
    const planPath = join(locations.root, 'examples', 'cabinet-temoin', `plan-${driver}.yaml`);
    const own = { ...environment, env };
    const plan = await demoPlan(invocation, planPath);
    return playAndSeal(
      { ...invocation, environment: own },
      { plan: parsePlan(plan, planPath, env), path: planPath, bytes: Buffer.from(plan) },
    );
  },
};

const everyWave = 'toutes';

/** The example's plan with what the command line says of it: the dossier keeps what was played. */
async function demoPlan({ environment, options }: Invocation, path: string): Promise<string> {
  const plan = parseDocument((await environment.fs.readFile(path)).toString('utf8'));
  const scenarios = textOption(options, 'scenarios');
  const vague = textOption(options, 'vague') ?? (scenarios === undefined ? '1' : everyWave);
  plan.set('couloir', textOption(options, 'couloir') ?? 'MDV-LGC');
  if (vague !== everyWave) plan.set('vague', Number(vague));
  if (scenarios !== undefined) plan.set('scenarios', scenarios.split(','));
  return plan.toString({ lineWidth: 0 });
}
