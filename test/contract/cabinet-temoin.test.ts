import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { publishedIdentities } from '../../core/index.ts';
import { openCabinet } from '../support/cabinet.ts';
import {
  answers,
  banc,
  cabinet,
  create,
  fiche,
  person,
  qualified,
  recovered,
  saisie,
  useCabinet,
} from '../support/cabinet-story.ts';

useCabinet();

describe('creation', () => {
  const required = ['nomNaissance', 'prenom', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;

  it.each(required)('refuses an identity without %s, and saves nothing', async (name) => {
    const traits = saisie(person);
    delete traits[name];
    const { dossier, messages } = await cabinet.ask('creerIdentite', { traits });
    const found = await cabinet.ask('chercherParTraits', { nomNaissance: 'TEST' });
    expect({ dossier, count: messages.length, found: found.resultats }).toEqual({ dossier: null, count: 1, found: [] });
  });

  it('names the missing field', async () => {
    const { messages } = await cabinet.ask('creerIdentite', { traits: saisie(person, { lieuNaissance: '' }) });
    expect(messages[0]).toContain('Lieu de naissance');
  });

  it('saves the traits as typed, PROV', async () => {
    const { traits, statut } = await fiche(await create());
    expect({ ...traits, statut }).toMatchObject({ ...saisie(person), statut: 'PROV', prenomUtilise: null });
  });

  it('asks for nothing but the five strict traits', async () => {
    const { prenoms: _, nomUtilise: __, ...five } = saisie(person);
    expect((await cabinet.ask('creerIdentite', { traits: five })).dossier).not.toBeNull();
  });
});

describe('status', () => {
  it('goes PROV, VALI, QUAL, and tells who and when', async () => {
    answers({ code: '00', identity: person });
    const dossier = await create();
    await cabinet.ask('validerIdentite', { dossier, justificatif: 'CN' });
    await cabinet.ask('appelerInsi', { dossier });
    await cabinet.ask('accepterInsi', { dossier });
    const { lignes } = await cabinet.ask('lireHistorique', { dossier });
    const changes = lignes
      .filter((line) => line.champ === 'statut')
      .map(({ ancien, nouveau }) => `${ancien}>${nouveau}`);
    expect(changes).toEqual(['VALI>QUAL', 'PROV>VALI', '>PROV']);
    expect(lignes.every((line) => /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/.test(line.date))).toBe(true);
    expect(new Set(lignes.map((line) => line.auteur))).toEqual(new Set(['Dr Alix TÉMOIN']));
  });

  it('goes PROV, RECUP, QUAL', async () => {
    const dossier = await recovered();
    const before = (await fiche(dossier)).statut;
    await cabinet.ask('validerIdentite', { dossier, justificatif: 'CS' });
    const { statut, justificatif } = await fiche(dossier);
    expect({ before, statut, justificatif }).toEqual({ before: 'RECUP', statut: 'QUAL', justificatif: 'CS' });
  });
});

describe('attributes', () => {
  it.each(['douteuse', 'fictive'] as const)('%s drops status and matricule, and blocks INSi', async (attribut) => {
    const dossier = await qualified();
    await cabinet.ask('poserAttribut', { dossier, attribut });
    const { statut, matricule, oid, attributs } = await fiche(dossier);
    const call = await cabinet.ask('appelerInsi', { dossier });
    expect({ statut, matricule, oid, attributs }).toEqual({
      statut: 'PROV',
      matricule: null,
      oid: null,
      attributs: [attribut],
    });
    expect(call.messages.join()).toContain(attribut);
    expect(await cabinet.sent(1)).toHaveLength(1);
  });

  it('keeps douteuse and fictive apart', async () => {
    const dossier = await create();
    await cabinet.ask('poserAttribut', { dossier, attribut: 'douteuse' });
    const { messages } = await cabinet.ask('poserAttribut', { dossier, attribut: 'fictive' });
    expect({ messages: messages.length, attributs: (await fiche(dossier)).attributs }).toEqual({
      messages: 1,
      attributs: ['douteuse'],
    });
  });

  it('homonyme changes nothing else', async () => {
    const dossier = await qualified();
    await cabinet.ask('poserAttribut', { dossier, attribut: 'homonyme' });
    const { statut, matricule } = await fiche(dossier);
    expect({ statut, matricule }).toEqual({ statut: 'QUAL', matricule: person.matricule + person.cle });
  });
});

describe('INSi call', () => {
  it('compares, and changes nothing before acceptance', async () => {
    answers({ code: '00', identity: person });
    const dossier = await create({ lieuNaissance: '75056' });
    const { comparatif, acceptation, bandeau } = await cabinet.ask('appelerInsi', { dossier });
    expect(comparatif.filter((row) => row.signale)).toEqual([
      { trait: 'lieuNaissance', local: '75056', insi: '63220', signale: true },
    ]);
    expect({ acceptation, bandeau: bandeau.nomUtilise }).toEqual({ acceptation: true, bandeau: person.nomUtilise });
    expect((await fiche(dossier)).traits.lieuNaissance).toBe('75056');
  });

  it.each(['live', 'cnda-file', 'gie-prefixed', 'history-bad-order'] as const)(
    'takes over the %s shape',
    async (shape) => {
      answers({ code: '00', identity: person, shape });
      const dossier = await create();
      await cabinet.ask('appelerInsi', { dossier });
      await cabinet.ask('accepterInsi', { dossier });
      const { matricule, oid } = await fiche(dossier);
      expect({ matricule, oid }).toEqual({ matricule: person.matricule + person.cle, oid: person.oid });
    },
  );

  it.each([
    ['day 00', { dateNaissance: '1981-03-00' }],
    ['month 00', { dateNaissance: '1981-00-12' }],
    ['no birth name', { nomNaissance: '' }],
    ['no first names', { prenoms: '' }],
    ['no sex', { sexe: '' as const }],
  ])('blocks an answer with %s', async (_, traits) => {
    answers({ code: '00', identity: person, traits });
    const dossier = await create();
    const before = await fiche(dossier);
    const { messages, acceptation } = await cabinet.ask('appelerInsi', { dossier });
    const refused = await cabinet.ask('accepterInsi', { dossier });
    expect({ count: messages.length, acceptation }).toEqual({ count: 1, acceptation: false });
    expect(refused.messages[0]).toContain('Aucun retour');
    expect(await fiche(dossier)).toEqual(before);
  });

  it('keeps a first name that is not at the head of the list, and says so on the file', async () => {
    const dossier = await recovered({ prenom: 'AGATHE', prenoms: 'AGATHE' });
    const { traits, alertes, statut } = await fiche(dossier);
    expect({ prenom: traits.prenom, prenoms: traits.prenoms, alertes: alertes.length, statut }).toEqual({
      prenom: 'AGATHE',
      prenoms: person.prenoms,
      alertes: 1,
      statut: 'RECUP',
    });
  });

  it('accepts a key that the computation contradicts (CNDA 2.08)', async () => {
    const { historique: _, ...traits } = publishedIdentities.HERMANN;
    const { nomNaissance, prenom, sexe, dateNaissance, lieuNaissance } = traits;
    const { dossier } = await cabinet.ask('creerIdentite', {
      traits: { nomNaissance, prenom, sexe: sexe as 'M', dateNaissance, lieuNaissance },
    });
    await cabinet.ask('appelerInsi', { dossier: dossier! });
    await cabinet.ask('accepterInsi', { dossier: dossier! });
    expect((await fiche(dossier!)).matricule).toBe('181036322045660');
  });

  it('keeps the former matricule when INSi returns another one', async () => {
    const dossier = await recovered();
    answers({ code: '00', identity: { ...person, matricule: '1810363220456', cle: '76' } });
    await cabinet.ask('appelerInsi', { dossier });
    await cabinet.ask('accepterInsi', { dossier });
    const { lignes } = await cabinet.ask('lireHistorique', { dossier });
    const line = lignes.find(({ champ }) => champ === 'historiqueIns');
    expect({ nouveau: line?.nouveau, matricule: (await fiche(dossier)).matricule }).toEqual({
      nouveau: person.matricule + person.cle,
      matricule: '181036322045676',
    });
  });

  it('asks one first name at a time, all of them last', async () => {
    answers({ code: '01' });
    const dossier = await create({ prenom: 'PIERRE', prenoms: 'PIERRE PAUL JACQUES' });
    const { messages } = await cabinet.ask('appelerInsi', { dossier });
    const names = (await cabinet.sent(4)).map(({ body }) => /<rec:Prenom>(.*?)</.exec(body)?.[1]);
    expect(names).toEqual(['PIERRE', 'PAUL', 'JACQUES', 'PIERRE PAUL JACQUES']);
    expect(messages[0]).toContain('aucune identité');
  });

  it('stops at the first 00', async () => {
    const { nomNaissance, sexe, dateNaissance, lieuNaissance } = publishedIdentities.TCHITCHI;
    const traits = { nomNaissance, sexe: sexe as 'F', dateNaissance, lieuNaissance };
    const { dossier } = await cabinet.ask('creerIdentite', {
      traits: { ...traits, prenom: 'OLA', prenoms: 'OLA CATARINA' },
    });
    const { acceptation } = await cabinet.ask('appelerInsi', { dossier: dossier! });
    expect({ acceptation, sent: (await cabinet.sent(2)).length }).toEqual({ acceptation: true, sent: 2 });
  });

  it('after 02 adds the first names, then the birthplace', async () => {
    answers({ code: '02' });
    const dossier = await create();
    const { messages } = await cabinet.ask('appelerInsi', { dossier });
    const asked = (await cabinet.sent(3)).map(({ body }) => /<rec:Prenom>(.*?)</.exec(body)?.[1]);
    expect(asked).toEqual([person.prenom, person.prenoms, person.prenoms]);
    expect((await cabinet.sent(3)).map(({ body }) => body.includes('63220'))).toEqual([false, false, true]);
    expect(messages[0]).toContain('plusieurs identités');
  });

  it.each(['insi_102', 'desir_550'] as const)('shows the fault %s and does not insist', async (fault) => {
    answers({ fault });
    const dossier = await create();
    const { messages, comparatif } = await cabinet.ask('appelerInsi', { dossier });
    const { lignes } = await cabinet.ask('lireJournalInsi', { dossier });
    expect({ comparatif, sent: (await cabinet.sent(1)).length }).toEqual({ comparatif: [], sent: 1 });
    expect(messages[0]).toContain(fault);
    expect(lignes.map(({ codeRetour, erreur }) => ({ codeRetour, erreur: erreur?.includes(fault) }))).toEqual([
      { codeRetour: null, erreur: true },
    ]);
  });

  it('says that a silent service did not answer in time', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    await using alone = await openCabinet(banc, { insiUrl: `https://127.0.0.1:${port}/lps`, delai: 100 });
    const { dossier } = await alone.ask('creerIdentite', { traits: saisie(person) });
    const { messages } = await alone.ask('appelerInsi', { dossier: dossier! });
    silent.close();
    expect(messages[0]).toContain('pas répondu à temps');
  });

  it('writes fresh identifiers in a complete header', async () => {
    answers({ code: '01' });
    const dossier = await create();
    await cabinet.ask('appelerInsi', { dossier });
    const [first, second] = await cabinet.sent(3);
    const ids = (body: string): string[] => body.match(/[0-9a-f-]{36}/g) ?? [];
    expect(first?.contentType).toMatch(/^application\/soap\+xml; charset=utf-8; action="urn:.*TraitsIdentite"$/);
    expect(first?.body).toMatch(/R="4">.+<bam:COUVERTURE\/>|<bam:COUVERTURE\/>.+R="4">/);
    expect(first?.body).toMatch(/<bam:Temps>[\d-]+T[\d:]+\.\d{3}Z<.+<bam:Emetteur>[^<]+</);
    // Only the installation's UUID is the same.
    expect(ids(first!.body).filter((id) => ids(second!.body).includes(id))).toHaveLength(1);
  });

  it('drops accents and case in what it sends', async () => {
    answers({ code: '01' });
    const dossier = await create({ prenom: 'Zoë-Œdipe', prenoms: '' });
    await cabinet.ask('appelerInsi', { dossier });
    expect((await cabinet.sent(1))[0]?.body).toContain('<rec:Prenom>ZOE-OEDIPE</rec:Prenom>');
  });

  it('refuses a user without the right, and sends nothing', async () => {
    const dossier = await create();
    await cabinet.ask('ouvrirSession', { profil: 'sans_insi' });
    const { messages, acceptation } = await cabinet.ask('appelerInsi', { dossier });
    expect({ messages: messages[0]?.includes('habilité'), acceptation }).toEqual({
      messages: true,
      acceptation: false,
    });
    expect(await cabinet.sent(0)).toEqual([]);
  });
});

describe('locks', () => {
  it('locks the strict traits, the matricule and the OID for an ordinary user', async () => {
    const dossier = await recovered();
    const { messages } = await cabinet.ask('modifierIdentite', { dossier, traits: { nomNaissance: 'AUTRE' } });
    const { verrouilles, traits } = await fiche(dossier);
    expect(verrouilles).toEqual(
      expect.arrayContaining(['nomNaissance', 'prenom', 'sexe', 'dateNaissance', 'lieuNaissance', 'matricule', 'oid']),
    );
    expect({ messages: messages[0]?.includes('verrouillé'), nom: traits.nomNaissance }).toEqual({
      messages: true,
      nom: person.nomNaissance,
    });
  });

  it('leaves the complementary traits editable', async () => {
    const dossier = await qualified();
    await cabinet.ask('modifierIdentite', { dossier, traits: { telephone: '0199000000' } });
    const { traits, statut } = await fiche(dossier);
    expect({ telephone: traits.telephone, statut }).toEqual({ telephone: '0199000000', statut: 'QUAL' });
  });

  it.each([
    ['RECUP', recovered, 'PROV'],
    ['QUAL', qualified, 'VALI'],
  ] as const)('a super user changes a %s identity, which loses its matricule', async (_, make, expected) => {
    const dossier = await make();
    await cabinet.ask('ouvrirSession', { profil: 'superutilisateur' });
    await cabinet.ask('modifierIdentite', { dossier, traits: { nomNaissance: 'AUTRE' } });
    const { statut, matricule, oid, traits } = await fiche(dossier);
    expect({ statut, matricule, oid, nom: traits.nomNaissance }).toEqual({
      statut: expected,
      matricule: null,
      oid: null,
      nom: 'AUTRE',
    });
  });
});
