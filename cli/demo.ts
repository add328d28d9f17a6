import { join } from 'node:path';
import { findBrowser } from '../candidate/index.ts';
import { loadPlan } from '../core/index.ts';
import { locations } from '../runs/index.ts';
import { type Command, type Invocation, textOption } from './command.ts';
import { freePort } from './free-port.ts';
import { playAndSeal, sealOptions } from './play-and-seal.ts';

/** `probant demo`: the whole journey against the embedded product. */
export const demoCommand: Command = {
  options: {
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
    return playAndSeal({ ...invocation, environment: own }, await loadPlan(own, planPath));
  },
};
