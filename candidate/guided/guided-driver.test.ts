import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import type { Driver } from '../driver.ts';
import { type GuidedDriverOptions, guidedDriver } from './index.ts';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('image')]);
const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom')]);
const point = { scenario: 'INS/va1.28.01', ordinal: 1 };

let folder: string;
let screen: string;
let driver: Driver;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-guide-'));
  screen = '';
});

afterEach(async () => {
  await driver.close();
  await rm(folder, { recursive: true, force: true });
});

/** A driver whose person answers `lines`, then leaves. */
function answering(lines: string[], options: Partial<GuidedDriverOptions> = {}): Driver {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString('utf8');
  });
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  const environment = processEnvironment({ stdin, stdout, cwd: folder });
  driver = guidedDriver({ environment, personne: 'Camille Exemple', scripted: true, ...options });
  return driver;
}

describe('guidedDriver, acting', () => {
  it('tells what to do, with the arguments by their French names', async () => {
    const guided = answering(['', 'D-7', '']);
    await guided.openScenario('INS/va1.28.01');
    await guided.perform('creerIdentite', { traits: { nomNaissance: 'DURAND', dateNaissance: '1997-02-26' } });
    expect(screen).toContain('INS/va1.28.01 ── à vous, Camille Exemple');
    expect(screen).toContain('Créer une identité avec les seuls traits donnés, et enregistrer');
    expect(screen).toContain('Nom de naissance : DURAND');
  });

  it('answers with what the person typed, under her name', async () => {
    const answer = await answering(['', 'D-7', 'Identité créée', 'Doublon possible', '']).perform('creerIdentite', {
      traits: {},
    });
    expect(answer).toEqual({
      value: { dossier: 'D-7', messages: ['Identité créée', 'Doublon possible'] },
      source: 'personne',
      person: 'Camille Exemple',
      attachments: [],
    });
  });

  it('takes an empty line for a value that does not show', async () => {
    const answer = await answering(['', '', '']).perform('creerIdentite', { traits: {} });
    expect(answer.value).toEqual({ dossier: null, messages: [] });
  });

  it('asks rows one after the other, choices by number, yes or no', async () => {
    const lines = [
      '',
      'DURAND',
      'ANNE',
      '',
      '',
      'o',
      'Date de naissance',
      '26/02/1997',
      '27/02/1997',
      'peut-être',
      'o',
      'n',
      'n',
    ];
    const answer = await answering(lines).perform('appelerInsi', { dossier: 'D-7' });
    expect(answer.value).toEqual({
      bandeau: { nomNaissance: 'DURAND', prenom: 'ANNE', nomUtilise: null },
      messages: [],
      comparatif: [{ trait: 'dateNaissance', local: '1997-02-26', insi: '1997-02-27', signale: true }],
      acceptation: false,
    });
  });

  it('takes a status by number, by code or as displayed, and asks again otherwise', async () => {
    const bandeau = ['DURAND', 'ANNE', ''];
    const traits = Array.from({ length: 9 }, () => '');
    const rest = ['douteuse', 'inventée', 'Identité fictive', '', '2 97 02 2A 020 778 78', '', '', '', ''];
    const answer = await answering(['', ...bandeau, ...traits, 'bizarre', 'qualifiée', ...rest]).perform('lireFiche', {
      dossier: 'D-7',
    });
    expect(answer.value).toMatchObject({
      statut: 'QUAL',
      attributs: ['douteuse', 'fictive'],
      matricule: '297022A02077878',
    });
  });

  it('takes a document by the path of its file', async () => {
    await writeFile(join(folder, 'lettre.xml'), '<ClinicalDocument/>');
    const answer = await answering(['', 'absent.xml', "'lettre.xml'"]).perform('produireDocument', { dossier: 'D-7' });
    expect(answer.value).toEqual({
      nom: 'lettre.xml',
      typeMime: 'application/xml',
      contenu: Buffer.from('<ClinicalDocument/>').toString('base64'),
    });
  });

  it('asks for the name when the plan gives none', async () => {
    const stdin = new PassThrough();
    stdin.end('Dominique Exemple\n\n\n\n');
    const environment = processEnvironment({ stdin, stdout: new PassThrough(), cwd: folder });
    driver = guidedDriver({ environment, scripted: true });
    expect((await driver.perform('creerIdentite', { traits: {} })).person).toBe('Dominique Exemple');
  });

  it('stops when the person leaves in the middle', async () => {
    await expect(answering(['', 'D-7']).perform('creerIdentite', { traits: {} })).rejects.toMatchObject({
      code: 'personne_absente',
    });
  });

  it('refuses to wait for nobody', async () => {
    await expect(answering([''], { scripted: false }).perform('creerIdentite', { traits: {} })).rejects.toMatchObject({
      code: 'personne_absente',
      remedy: expect.stringContaining('creerIdentite'),
    });
  });
});

describe('guidedDriver, taking files in', () => {
  async function act(lines: string[], options: Partial<GuidedDriverOptions> = {}): Promise<Driver> {
    const guided = answering(['', '', '', ...lines], options);
    await guided.openScenario(point.scenario);
    await guided.perform('creerIdentite', { traits: {} });
    return guided;
  }

  it('takes the files whose paths are typed, by their content', async () => {
    await writeFile(join(folder, 'écran.dat'), png);
    await writeFile(join(folder, 'mon film.mp4'), mp4);
    const guided = await act(['écran.dat', 'mon\\ film.mp4', '']);
    const proofs = await guided.closePoint(point, 'Créer une identité');
    expect(proofs.map(({ kind, mediaType, source }) => ({ kind, mediaType, source }))).toEqual([
      { kind: 'capture_ecran', mediaType: 'image/png', source: 'personne' },
      { kind: 'video', mediaType: 'video/mp4', source: 'personne' },
    ]);
  });

  it.each([
    ['a file of another kind', 'GIF89a', 'ni PNG, ni MP4, ni PDF'],
    ['an empty file', '', 'est vide'],
    ['a file too big', '%PDF-'.padEnd(200, ' '), 'Mo au plus'],
  ])('refuses %s, says why and asks again', async (_name, content, reason) => {
    await writeFile(join(folder, 'piece'), content);
    await writeFile(join(folder, 'bonne'), png);
    const guided = await act(['piece', 'bonne', ''], { cap: 100 });
    expect(await guided.closePoint(point, 'Créer')).toHaveLength(1);
    expect(screen).toContain(reason);
  });

  it('says that a file does not exist', async () => {
    const guided = await act(['nulle-part.png', '']);
    await guided.closePoint(point, 'Créer');
    expect(screen).toContain('le fichier n’existe pas');
  });

  it('takes the files dropped for the point, not those of another', async () => {
    for (const name of ['INS%2Fva1.28.01-1.png', 'INS%2Fva1.28.01-1-suite.png', 'INS%2Fva1.28.01-12.png']) {
      await writeFile(join(folder, name), png);
    }
    const guided = answering([], { pieces: folder, scripted: false });
    const proofs = await guided.closePoint(point, 'Créer');
    expect(proofs.map((proof) => proof.name)).toEqual(['INS%2Fva1.28.01-1-suite.png', 'INS%2Fva1.28.01-1.png']);
  });

  it('refuses a dropped file of another kind when nobody can be told', async () => {
    await writeFile(join(folder, 'INS%2Fva1.28.01-1.png'), 'GIF89a');
    await expect(answering([], { pieces: folder, scripted: false }).closePoint(point, 'Créer')).rejects.toMatchObject({
      code: 'piece_refusee',
    });
  });

  it('asks for nothing at a point where nobody acted', async () => {
    const guided = answering(['lettre.pdf']);
    expect([await guided.closePoint(point, 'Créer'), screen]).toEqual([[], '']);
  });
});
