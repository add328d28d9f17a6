import { getResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Identity, publishedIdentities } from '../../core/index.ts';
import { insiRequest } from '../../test/support/insi-request.ts';
import { InsiDirectory, insiHandlers } from './index.ts';

let now: number;
let drawn: number;
let directory: InsiDirectory;
let handlers: ReturnType<typeof insiHandlers>;

beforeEach(() => {
  now = Date.parse('2026-11-22T10:00:00Z');
  drawn = 0;
  directory = new InsiDirectory();
  handlers = insiHandlers({
    directory,
    verification: 'non_documente',
    environment: {
      clock: { now: () => now },
      random: {
        bytes: (length) => {
          drawn += 1;
          return Buffer.alloc(length, drawn);
        },
      },
    },
  });
});

const unit = 'urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite';
const req = 'http://www.cnamts.fr/INSiLot2/REQUnitaire';
const { ADRDEUX, ADRUN, ECETINSI } = publishedIdentities;

function claim(identity: Identity, changes: Partial<Identity> = {}): string {
  const { matricule, cle, oid, nomNaissance, prenom, prenoms, sexe, dateNaissance } = { ...identity, ...changes };
  return (
    `<IndividuVerifie xmlns="${req}"><INSFourni><IdIndividu><NumIdentifiant>${matricule}</NumIdentifiant>` +
    `<Cle>${cle}</Cle></IdIndividu><OID>${oid}</OID></INSFourni><TraitsIdentiteIndividu>` +
    `<NomNaissance>${nomNaissance}</NomNaissance><Prenom>${prenom}</Prenom><ListePrenom>${prenoms}</ListePrenom>` +
    `<Sexe>${sexe}</Sexe><DateNaissance>${dateNaissance}</DateNaissance></TraitsIdentiteIndividu></IndividuVerifie>`
  );
}

async function post(action: string, body: string, served = handlers): Promise<Response> {
  const message = insiRequest({ action, body });
  const answer = await getResponse(served, new Request('https://insi.test/lps', { method: 'POST', body: message }));
  if (answer === undefined) throw new Error('no handler');
  return answer;
}

const verify = (content: string, served = handlers): Promise<Response> =>
  post(unit, `<RequeteUnitaire xmlns="${req}">${content}</RequeteUnitaire>`, served);

const deposit = async (content: string): Promise<string> =>
  (
    await post(
      'urn:probant:insi:deposerLotVerification',
      `<DepotLot xmlns="urn:probant:insi:lot">${content}</DepotLot>`,
    )
  ).text();

const retrieve = async (id: string): Promise<string> => {
  const body = `<RecuperationLot xmlns="urn:probant:insi:lot"><IdLot>${id}</IdLot></RecuperationLot>`;
  return (await post('urn:probant:insi:recupererLotVerification', body)).text();
};

const codesOf = (xml: string): string[] => [...xml.matchAll(/CodeCR>(\w+)</g)].map(([, code = '']) => code);
const idOf = (xml: string): string => /<IdLot>(\w+)</.exec(xml)?.[1] ?? '';
const stateOf = (xml: string): string => /<Etat>(\w+)</.exec(xml)?.[1] ?? '';
const faultOf = (xml: string): string => /code="(\w+)"/.exec(xml)?.[1] ?? '';

describe('the verification of one identity', () => {
  it('verifies an identity whose traits and INS are those of the directory', async () => {
    expect(codesOf(await (await verify(claim(ADRDEUX))).text())).toEqual(['probant_identite_verifiee']);
  });

  it.each([
    ['another matricule', { matricule: '1810163220752' }],
    ['another key', { cle: '41' }],
    ['another OID', { oid: '1.2.250.1.213.1.4.9' }],
    ['another first name', { prenom: 'LAURENTE' }],
    ['another list of first names', { prenoms: 'LAURENT JEAN' }],
    ['another date', { dateNaissance: '1981-01-02' }],
  ])('does not verify one of %s', async (_, changes) => {
    expect(codesOf(await (await verify(claim(ADRDEUX, changes))).text())).toEqual(['probant_identite_non_verifiee']);
  });

  it('agrees with the search: what is prepared for one is true for the other', async () => {
    directory.program({ match: { nomNaissance: 'ADRDEUX' }, answer: { code: '01' } });
    expect(codesOf(await (await verify(claim(ADRDEUX))).text())).toEqual(['probant_identite_non_verifiee']);
  });

  it('fails as the search does', async () => {
    directory.program({ match: { nomNaissance: 'ADRDEUX' }, answer: { fault: 'insi_111' } });
    expect(faultOf(await (await verify(claim(ADRDEUX))).text())).toBe('insi_111');
  });

  it('refuses one without a trait', async () => {
    expect(faultOf(await (await verify(claim(ADRDEUX, { dateNaissance: '' }))).text())).toBe('probant_trait_absent');
  });

  it('says in a header and in a comment that its form is not documented', async () => {
    const answer = await verify(claim(ADRDEUX));
    expect([answer.headers.get('x-probant-profil'), await answer.text()]).toEqual([
      'non_documente',
      expect.stringContaining('<!-- Profil Probant « non documenté »'),
    ]);
  });

  it('says so of its refusals too', async () => {
    const answer = await verify('');
    expect([answer.status, answer.headers.get('x-probant-profil')]).toEqual([500, 'non_documente']);
  });

  it('is refused unless the profile is asked for', async () => {
    const answer = await verify(claim(ADRDEUX), insiHandlers({ directory }));
    expect(faultOf(await answer.text())).toBe('probant_operation_hors_perimetre');
  });
});

describe('the verification of a batch', () => {
  const batch = claim(ADRUN) + claim(ADRDEUX, { cle: '41' }) + claim(ECETINSI, { dateNaissance: '' });

  it('takes a batch and gives its number', async () => {
    const xml = await deposit(batch);
    expect([stateOf(xml), idOf(xml)]).toEqual(['probant_lot_recu', '01'.repeat(16)]);
  });

  it('has no result before its time', async () => {
    const id = idOf(await deposit(batch));
    now += 9_999;
    const xml = await retrieve(id);
    expect([stateOf(xml), codesOf(xml)]).toEqual(['probant_lot_en_cours', []]);
  });

  it('gives each identity its result, in the order of the deposit', async () => {
    const id = idOf(await deposit(batch));
    now += 10_000;
    const xml = await retrieve(id);
    expect([stateOf(xml), ...codesOf(xml)]).toEqual([
      'probant_lot_termine',
      'probant_identite_verifiee',
      'probant_identite_non_verifiee',
      'probant_verification_impossible',
    ]);
  });

  it('gives the results as often as they are asked for', async () => {
    const id = idOf(await deposit(batch));
    now += 10_000;
    expect(await retrieve(id)).toBe(await retrieve(id));
  });

  it('answers as the verification of one identity does', async () => {
    const id = idOf(await deposit(claim(ADRUN)));
    now += 10_000;
    expect(codesOf(await retrieve(id))).toEqual(codesOf(await (await verify(claim(ADRUN))).text()));
  });

  it('takes two hundred identities, and no more', async () => {
    const [full, over] = [await deposit(claim(ADRUN).repeat(200)), await deposit(claim(ADRUN).repeat(201))];
    expect([stateOf(full), faultOf(over)]).toEqual(['probant_lot_recu', 'probant_lot_trop_grand']);
  });

  it('refuses an empty batch', async () => {
    expect(faultOf(await deposit(''))).toBe('probant_lot_vide');
  });

  it('forgets the oldest batch after a hundred others', async () => {
    const id = idOf(await deposit(claim(ADRUN)));
    for (let i = 0; i < 100; i += 1) await deposit(claim(ADRUN));
    expect(faultOf(await retrieve(id))).toBe('probant_lot_inconnu');
  });

  it('is forgotten on reset', async () => {
    const id = idOf(await deposit(claim(ADRUN)));
    directory.reset();
    expect(faultOf(await retrieve(id))).toBe('probant_lot_inconnu');
  });
});
