import { getResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { drawPerson, nirKey, publishedIdentities } from '../../core/index.ts';
import { answerCode, type CardParts, cardAction, cardRequest, insiRequest } from '../../test/support/insi-request.ts';
import { InsiDirectory, insiHandlers } from './index.ts';

const directory = new InsiDirectory();
const handlers = insiHandlers({ directory });

beforeEach(() => directory.reset());

async function send(body: string): Promise<string> {
  const request = new Request('https://insi.test/lps', { method: 'POST', body });
  return (await (await getResponse(handlers, request))?.text()) ?? '';
}

async function code(parts: CardParts = {}): Promise<string> {
  return answerCode(await send(cardRequest(parts)));
}

const person = drawPerson({ seed: 'carte' }, 'WS_INS1');
const cardOf = ({ matricule, nomNaissance, dateNaissance }: typeof person): CardParts => ({
  matricule,
  cle: nirKey(matricule),
  nomNaissance,
  dateNaissance,
});

describe('the search by card', () => {
  it('finds a published identity by the matricule of the card', async () => {
    expect(await send(cardRequest())).toContain('<ListePrenom>ZOE</ListePrenom>');
  });

  it.each([
    ['without its key', { cle: null }, '00'],
    ['without a name or a date', { nomNaissance: null, dateNaissance: null }, '00'],
    ['by the matricule of the one who opens the rights', { matricule: null }, '00'],
    ['with another key', { cle: '75' }, '01'],
    ['with the name of someone else', { nomNaissance: 'AUTRE' }, '01'],
    ['of someone else on the card', { matricule: null, dateNaissance: '2001-01-01' }, '01'],
    ['that nobody bears', { matricule: '2751263220750', cle: null }, '01'],
  ] as const)('answers to a card %s', async (_, parts, expected) => {
    expect(await code(parts)).toBe(expected);
  });

  it('finds by a former matricule, and gives the one in force', async () => {
    const { ECETINSI } = publishedIdentities;
    const [former] = ECETINSI.historique;
    const { nomNaissance, dateNaissance } = ECETINSI;
    const xml = await send(cardRequest({ matricule: former.matricule, cle: former.cle, nomNaissance, dateNaissance }));
    expect(/<INSACTIF>.*?<NumIdentifiant>(\w+)</s.exec(xml)?.[1]).toBe(ECETINSI.matricule);
  });

  it('takes the computed key where the base has another one', async () => {
    const { matricule, nomNaissance, dateNaissance } = publishedIdentities.HERMANN;
    expect(await code({ matricule, cle: '76', nomNaissance, dateNaissance })).toBe('00');
  });

  it.each([
    ['no matricule', { matricule: null, ouvrantDroit: null }, 'probant_matricule_absent'],
    ['a matricule of another form', { matricule: '12' }, 'probant_regle_lexicale'],
    ['an empty COUVERTURE', { couverture: true }, 'probant_couverture_vide'],
    ['no COUVERTURE', { couverture: false }, 'probant_couverture_absente'],
    ['an unknown authorisation number', { idam: null }, 'desir_550'],
  ])('refuses %s', async (_, parts, expected) => {
    expect(await code(parts)).toBe(expected);
  });

  it('refuses the body of the other search', async () => {
    expect(await send(insiRequest({ action: cardAction }))).toContain('probant_corps_inattendu');
  });
});

describe('what is prepared', () => {
  it('answers to the matricule of the card', async () => {
    directory.program({ match: { matricule: person.matricule }, answer: { fault: 'insi_111' } });
    expect(await code(cardOf(person))).toBe('insi_111');
  });

  it('answers to the matricule of the one who opens the rights, and to the date of birth', async () => {
    const match = { matricule: '2751263220749', dateNaissance: person.dateNaissance };
    directory.program({ match, answer: { code: '00', identity: person } });
    const child = { matricule: null, nomNaissance: null };
    expect([await code({ ...child, dateNaissance: person.dateNaissance }), await code(child)]).toEqual(['00', '00']);
  });

  it('makes a person prepared for a search by traits known by card', async () => {
    const { nomNaissance } = person;
    directory.program({ match: { nomNaissance }, answer: { code: '00', identity: person } });
    expect(await code(cardOf(person))).toBe('00');
  });

  it('for a card says nothing to a search by traits', async () => {
    directory.program({ match: { matricule: '2751263220749' }, answer: { code: '02' } });
    const traits = { nomNaissance: 'ADRUN', prenoms: ['ZOE'], sexe: 'F', dateNaissance: '1975-12-31' };
    expect(await send(insiRequest(traits))).toContain('CodeCR>00<');
  });

  it('for a card is forgotten with its owner', async () => {
    directory.program({ match: { matricule: person.matricule }, answer: { code: '02' }, owner: 'SC' });
    directory.reset('SC');
    expect(await code(cardOf(person))).toBe('01');
  });
});
