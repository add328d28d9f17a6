import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../dist/core/index.js';
import { type FeatureScenario, loadFeatures } from '../../dist/referential/index.js';
import { TrialBench } from '../../dist/runs/counterproof/trial.js';
import { loadLane } from '../../dist/runs/lane.js';

let folder: string;
let bench: TrialBench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-panne-'));
  const environment = processEnvironment({ cwd: folder });
  bench = await TrialBench.start(environment, [{ ...loadLane({ couloir: 'MDV-LGC' }), lane: 'MDV-LGC' }]);
});
afterAll(async () => {
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A scenario of the REM in which INSi goes wrong, and what the product must then do. */
async function scenario(fault: string): Promise<FeatureScenario[]> {
  const text = `# language: fr
Fonctionnalité: INSi en panne

  @INS/va1.14.01
  Scénario: INSi en panne
    # 1. Appeler INSi
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    ${fault}
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors aucun rapatriement n'est proposé
    # 2. la connexion porte un certificat logiciel d'organisation de l'IGC-Santé [guidé]
    Alors une personne regarde la connexion
`;
  await writeFile(join(folder, 'panne.feature'), text);
  return loadFeatures(folder);
}

async function verdict(fault: string): Promise<string | undefined> {
  const trial = await bench.play([], await scenario(fault));
  return [...trial.values()][0]?.verdict;
}

/** A scenario of the REM in which a new mail is sent. */
async function mailScenario(fault: string): Promise<FeatureScenario[]> {
  const text = `# language: fr
Fonctionnalité: Messagerie en panne

  @MSS/va1.12.01
  Scénario: Messagerie en panne
    # 1. Envoyer un nouveau courriel
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    ${fault}
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le courriel porte un Message-ID
    Alors le courriel porte un Message-ID
`;
  await writeFile(join(folder, 'panne.feature'), text);
  return loadFeatures(folder);
}

describe('a fault set by a step', () => {
  it.each(['http_503', 'coupure', 'coupure_reponse', 'reponse_illisible', 'erreur insi_102'])(
    '« %s » makes the product offer nothing',
    async (fault) => {
      expect(await verdict(`Et une panne « ${fault} » du service INSi`)).toBe('conforme');
    },
  );

  it('is gone with its scenario', async () => {
    await verdict('Et une panne « http_503 » du service INSi');
    expect(await verdict('')).toBe('non_conforme');
  });

  it('that does not exist stops the scenario as a configuration error, not as a fault of the product', async () => {
    const trial = await bench.play([], await scenario('Et une panne « xyz » du service INSi'));
    expect([...trial.values()][0]).toMatchObject({ verdict: 'non_evalue', red: [] });
  });
});

describe('a mail fault set by a step', () => {
  async function sent(fault: string): Promise<string | undefined> {
    const trial = await bench.play([], await mailScenario(fault));
    return [...trial.values()][0]?.verdict;
  }

  it.each(['Et une panne SMTP « 550 à RCPT »', 'Et une panne SMTP « coupure à MESSAGE »'])(
    '« %s » keeps the mail from leaving',
    async (fault) => {
      expect(await sent(fault)).toBe('non_conforme');
    },
  );

  it('is gone with its scenario', async () => {
    await sent('Et une panne SMTP « 550 à RCPT »');
    expect(await sent('')).toBe('conforme');
  });
});
