import { expect, test } from 'vitest';
import { documentMail, mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { objet } from './objet.rule.ts';

const parameters = { nom: 'PAT-TROIS', prenom: 'DOMINIQUE', dateNaissance: '1979-03-28', libelle: 'Lettre de liaison' };
const check = async (subject: string) =>
  places(await objet.check(mails(replaced(plainMail, 'Subject: Avis', `Subject: ${subject}`)), parameters));

test.each([
  'XDM/1.0/DDM+Lettre de liaison PAT-TROIS DOMINIQUE 28/03/1979',
  'XDM/1.0/DDM+Lettre de liaison PAT-TROIS Dominique',
  '=?UTF-8?Q?XDM/1.0/DDM+Lettre_de_liaison_PAT-TROIS?=\r\n =?UTF-8?Q?_DOMINIQUE?=',
])('accepts « %s »', async (subject) => {
  expect(await check(subject)).toEqual([]);
});

test.each([
  ['Lettre de liaison PAT-TROIS DOMINIQUE', 'prefixe'],
  ['Re: XDM/1.0/DDM+Lettre de liaison PAT-TROIS DOMINIQUE', 'prefixe'],
  ['XDM/1.0/DDM+Lettre de liaison PAT-DEUX DOMINIQUE', 'identite'],
  ['XDM/1.0/DDM+PAT-TROIS DOMINIQUE', 'libelle'],
  ['XDM/1.0/DDM+Ordonnance PAT-TROIS DOMINIQUE', 'libelle'],
  ['XDM/1.0/DDM+Lettre de liaison PAT-TROIS DOMINIQUE 29/03/1979', 'date-naissance'],
])('refuses « %s »', async (subject, code) => {
  expect(await check(subject)).toContain(`${code} @ échange 1 · Subject`);
});

test('takes the patient of the document where the step does not tell', async () => {
  const body = await documentMail();
  const other = replaced(body, 'PAT-TROIS DOMINIQUE 28', 'PAT-DEUX DOMINIQUE 28');
  expect(places(await objet.check(mails(body, other), {}))).toEqual(['identite @ échange 2 · Subject']);
});

test.each(['XDM/1.0/DDM+Avis', 'XDM/1.0/DDM+', 'XDM/1.0/DDM+PAT-TROIS DOMINIQUE'])(
  'refuses « %s » whoever the patient is',
  async (subject) => {
    const body = replaced(plainMail, 'Subject: Avis', `Subject: ${subject}`);
    expect(await objet.check(mails(body), {})).not.toEqual([]);
  },
);

test('takes the date of birth of the document where the step does not tell', async () => {
  const body = replaced(await documentMail(), '28/03/1979', '29/03/1979');
  expect(places(await objet.check(mails(body), {}))).toEqual(['date-naissance @ échange 1 · Subject']);
});
