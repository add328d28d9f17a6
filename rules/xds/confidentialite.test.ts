import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope } from '../dmp/testing.ts';
import { archiveFile, documentMail, mails } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { confidentialite } from './confidentialite.rule.ts';
import { classification, deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const place = 'échange 1 · fiche Document01 · confidentiality';
const scheme = 'f4f85eac-e6cb-4883-b524-f2705394840f';
const entry = (...restrictions: string[]): string => {
  const codes = restrictions.map((code) => classification(scheme, code, '1.2.250.1.213.1.1.4.13')).join('');
  return rightEntry().replace('</r:ExtrinsicObject>', `${codes}</r:ExtrinsicObject>`);
};
const request = (one: string): string => submitObjects(rightSet() + one + hasMember);
const check = async (one: string, parameters = {}): Promise<string[]> =>
  places(await confidentialite.check(deposit({ request: request(one) }), parameters));

test.each([[[]], [['MASQUE_PS']], [['INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX']]])(
  'accepts the visibility %j when it was asked for',
  async (visibilite) => {
    expect(await check(entry(...visibilite), { visibilite })).toEqual([]);
  },
);

const mailTo = async (recipient: string, ...restrictions: string[]) => {
  const archive = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': request(entry(...restrictions)) });
  const headers: Array<[string, string]> = [['RCPT TO', `<${recipient}>`]];
  const found = await confidentialite.check(mails({ body: await documentMail([archive]), headers }), {});
  return found.map(({ code }) => code);
};

test.each([
  ['279035121518989@patient.mssante.fr', 'INVISIBLE_PATIENT', ['envoi-patient']],
  ['279035121518989@patient.mssante.fr', 'INVISIBLE_REPRESENTANTS_LEGAUX', ['envoi-patient']],
  ['279035121518989@patient.mssante.fr', 'MASQUE_PS', []],
  ['confrere@test.mssante.fr', 'INVISIBLE_PATIENT', []],
])('says of a mail to %s of a document %s: %j', async (recipient, restriction, found) => {
  expect(await mailTo(recipient, restriction)).toEqual(found);
});

test('refuses a visibility that was not asked for', async () => {
  expect(await check(entry('MASQUE_PS'), { visibilite: [] })).toEqual([`visibilite @ ${place}`]);
});

test('refuses an open document where a hidden one was asked for', async () => {
  expect(await check(entry(), { visibilite: ['INVISIBLE_PATIENT'] })).toEqual([`visibilite @ ${place}`]);
});

test('refuses hiding from the professionals and the patient, unless the DMP allows it', async () => {
  const both = entry('MASQUE_PS', 'INVISIBLE_PATIENT');
  expect(await check(both)).toEqual([`cumul @ ${place}`]);
  expect(await check(both, { cumul: true })).toEqual([]);
});

test.each([
  ['no level', rightEntry().replace('nodeRepresentation="N"', 'nodeRepresentation="MASQUE_PS"')],
  ['a code of the HL7v2 table', entry('INVISIBLE_REP_LEGAUX')],
])('refuses %s', async (_, one) => {
  expect(await check(one)).toEqual([`codes @ ${place}`]);
});

test('refuses a code that is repeated', async () => {
  expect(await check(entry('MASQUE_PS', 'MASQUE_PS'))).toContain(`repetition @ ${place}`);
});

test('looks at an update of metadata where it is asked to', async () => {
  const inputs = dmpEchanges({ body: dmpEnvelope({ body: request(entry('MASQUE_PS')) }) });
  const parameters = { sur: ['mise_a_jour'], visibilite: [] };
  expect(places(await confidentialite.check(inputs, parameters))).toEqual([`visibilite @ ${place}`]);
  expect(places(await confidentialite.check(inputs, {}))).toEqual(['aucune-soumission @ echanges']);
});
