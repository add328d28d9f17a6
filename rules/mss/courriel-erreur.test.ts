import { expect, test } from 'vitest';
import { failed, failureMail, type ReportChanges } from '../examples/reports.ts';
import { mails, plainMail } from '../pieces/testing.ts';
import { courrielErreur } from './courriel-erreur.rule.ts';

const judge = async (body: string) => (await courrielErreur.check(mails(body), {})).map(({ code }) => code);
const codes = (changes: ReportChanges = {}) => judge(failureMail(changes));

test('accepts a right one', async () => {
  expect(await codes()).toEqual([]);
});

test('accepts the subject of the other example of the guide', async () => {
  const subject =
    failed.subject?.replace(
      '=?UTF-8?Q?[KO_Int=C3=A9gration_syst=C3=A8me_!]',
      "=?UTF-8?Q?[Erreur_d'int=C3=A9gration_!]",
    ) ?? '';
  expect(await codes({ subject })).toEqual([]);
});

test.each<[string, string[], ReportChanges]>([
  ['has another form of subject', ['objet'], { subject: '[KO] XDM/1.0/DDM+CR' }],
  ['has an unknown code', ['objet', 'texte'], { subject: failed.subject?.replace('902', '999') ?? '' }],
  ['is about another subject', ['objet'], { subject: '=?UTF-8?Q?[KO_Int=C3=A9gration_syst=C3=A8me_!][902]_Avis?=' }],
  ['does not say why', ['texte'], { text: 'Le document n’a pas pu être intégré.' }],
  ['does not return the mail', ['origine'], { original: null }],
  ['does not return its files', ['pieces'], { files: [] }],
])('refuses one that %s', async (_, expected, changes) => {
  expect(await codes(changes)).toEqual(expected);
});

test('refuses one in place of the MDN that was asked for', async () => {
  const original =
    'Message-ID: <o@test.mssante.fr>\nSubject: XDM/1.0/DDM+CR\nDisposition-Notification-To: <a@test.mssante.fr>\n\nVoici.\n';
  expect(await codes({ original })).toEqual(['mdn-attendu']);
});

test('refuses that there be none', async () => {
  expect(await judge(plainMail)).toEqual(['aucun-courriel']);
});
