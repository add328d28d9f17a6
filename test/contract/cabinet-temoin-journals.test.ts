import { describe, expect, it } from 'vitest';
import { post } from '../support/cabinet.ts';
import { answers, cabinet, create, fiche, person, qualified, recovered, useCabinet } from '../support/cabinet-story.ts';

useCabinet();

describe('search', () => {
  it('finds by matricule and shows the criterion again', async () => {
    const dossier = await recovered();
    const matricule = person.matricule + person.cle;
    const { resultats, critere } = await cabinet.ask('chercherParMatricule', { matricule });
    expect({ found: resultats.map((one) => one.dossier), critere }).toEqual({ found: [dossier], critere: matricule });
  });

  it.each([
    ['a wrong key', `${person.matricule}${person.cle === '11' ? '12' : '11'}`],
    ['13 characters', person.matricule],
    ['14 characters', `${person.matricule}${person.cle[0]}`],
  ])('refuses %s', async (_, matricule) => {
    await recovered();
    const { resultats, messages } = await cabinet.ask('chercherParMatricule', { matricule });
    expect({ resultats, refused: messages[0]?.includes('refusée') }).toEqual({ resultats: [], refused: true });
  });

  it('ignores accents, hyphens and apostrophes in names', async () => {
    const dossier = await create({ nomNaissance: 'D’ORÉ-LUC' });
    const { resultats } = await cabinet.ask('chercherParTraits', { nomNaissance: 'd ore luc' });
    expect(resultats.map((one) => one.dossier)).toEqual([dossier]);
  });
});

describe('document and journals', () => {
  it.each([
    ['RECUP', recovered, false],
    ['QUAL', qualified, true],
  ] as const)('the letter of a %s identity', async (_, make, carried) => {
    const { contenu } = await cabinet.ask('produireDocument', { dossier: await make() });
    const text = Buffer.from(contenu, 'base64').toString('utf8');
    expect({
      nom: text.includes(person.nomNaissance),
      matricule: text.includes(person.matricule + person.cle),
      oid: text.includes(person.oid),
    }).toEqual({ nom: true, matricule: carried, oid: carried });
  });

  it('notes all that INSi returned', async () => {
    const former = { matricule: '1810363220456', cle: '76', oid: person.oid };
    answers({ code: '00', identity: { ...person, historique: [former] } });
    const dossier = await create();
    await cabinet.ask('appelerInsi', { dossier });
    const { lignes } = await cabinet.ask('lireJournalInsi', { dossier });
    expect(lignes).toEqual([
      expect.objectContaining({
        auteur: 'Dr Alix TÉMOIN',
        codeRetour: '00',
        erreur: null,
        matricule: person.matricule + person.cle,
        oid: person.oid,
        historique: ['181036322045676'],
        traits: expect.stringContaining(person.nomNaissance),
      }),
    ]);
  });

  it('notes each opening of the file', async () => {
    const dossier = await create();
    await fiche(dossier);
    const { lignes } = await cabinet.ask('lireJournalAcces', { dossier });
    expect(lignes.map(({ action }) => action)).toEqual(['Ouverture de la fiche', 'Création de l’identité']);
  });
});

describe('adapter', () => {
  it('answers 501 to a verb that it lacks', async () => {
    expect((await post(`${cabinet.url}/adaptateur/inconnu`, {})).status).toBe(501);
  });

  it('answers 400 to arguments out of the contract', async () => {
    expect((await post(`${cabinet.url}/adaptateur/lireFiche`, {})).status).toBe(400);
  });

  it('answers 404 for an unknown file', async () => {
    expect((await post(`${cabinet.url}/adaptateur/lireFiche`, { dossier: '9' })).status).toBe(404);
  });
});
