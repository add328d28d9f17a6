import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, openBench, productMailboxes } from 'probant/mocks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BoiteApplicative, envoyer } from '../src/messagerie.ts';

// La messagerie n’est pas du HTTP : msw ne peut pas la servir. Le banc entier le fait, sur de vrais ports et en TLS.
let dossier: string;
let banc: Bench;
let boite: BoiteApplicative;

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'banc-'));
  banc = await openBench(dossier);
  const lire = (nom: string): Promise<string> => readFile(banc.env[nom] ?? '', 'utf8');
  boite = {
    adresse: productMailboxes.app,
    smtp: banc.env['PROBANT_MSS_APP_SMTP'] ?? '',
    ca: await lire('PROBANT_CA'),
    certificat: await lire('PROBANT_MSS_CERT'),
    cle: await lire('PROBANT_MSS_KEY'),
  };
}, 30_000);

afterEach(() => banc.controls.mss.reset('essai'));

afterAll(async () => {
  await banc.stop();
  await rm(dossier, { recursive: true, force: true });
});

const confrere = 'bea.essai@test.mssante.fr';
const courriel = { a: confrere, objet: 'Avis', texte: 'Merci de votre avis.' };

describe('l’envoi d’un courriel', () => {
  it('arrive dans la boîte du confrère', async () => {
    banc.controls.mss.declareMailbox({ address: confrere, kind: 'PER', label: 'Dr_Béa_ESSAI', owner: 'essai' });
    await envoyer(boite, courriel);
    const recus = banc.controls.mss.inbox(confrere).map((source) => source.toString());
    expect(recus).toEqual([expect.stringContaining('Subject: Avis')]);
  });

  it('est refusé quand personne n’a cette boîte', async () => {
    await expect(envoyer(boite, courriel)).rejects.toMatchObject({ responseCode: 550 });
  });

  it('est refusé pour un temps, quand le test le prépare', async () => {
    banc.controls.mss.declareMailbox({ address: confrere, kind: 'PER', label: 'Dr_Béa_ESSAI', owner: 'essai' });
    banc.controls.mss.fault({
      protocole: 'smtp',
      etape: 'RCPT',
      effet: { kind: 'refus', code: 450 },
      fois: 1,
      owner: 'essai',
    });
    await expect(envoyer(boite, courriel)).rejects.toMatchObject({ responseCode: 450 });
  });

  it('est au journal du banc, octet pour octet', async () => {
    banc.controls.mss.declareMailbox({ address: confrere, kind: 'PER', label: 'Dr_Béa_ESSAI', owner: 'essai' });
    await envoyer(boite, courriel);
    const echanges = banc.journal.slice('mss-smtp', { from: 0, to: banc.journal.last });
    expect(echanges.at(-1)).toMatchObject({ tls: { version: expect.stringMatching(/^TLSv1\.[23]$/) } });
  });
});
