import { expect, test } from 'vitest';
import { drawCorrespondent, drawPerson, readMime } from '../../core/index.ts';
import { ruleById } from '../../rules/index.ts';
import { type CorrespondentMail, correspondentMail } from './correspondent-mail.ts';
import { hostileMail } from './hostile-mail.ts';
import type { LabResult, SentDocument } from './sent-document.ts';

const draw = { seed: 'essai' };
const patient = drawPerson(draw, 'BIO/va1.01.01');
const head = {
  from: drawCorrespondent(draw, 'BIO/va1.01.01'),
  to: 'alix.temoin@test.mssante.fr',
  date: '2026-03-02T09:15:00Z',
  libelle: 'Bilan',
  texte: 'Veuillez trouver le bilan du patient.',
};
const glucose: LabResult = {
  code: '2339-0',
  libelle: 'Glucose',
  quantites: [
    { valeur: '7.1', unite: 'mmol/L' },
    { valeur: '1.28', unite: 'g/L' },
  ],
  intervalles: [{ unite: 'mmol/L', bas: '3.9', haut: '5.8' }],
  interpretation: 'H',
};
const report: SentDocument = { titre: 'Bilan', cle: 'bilan', date: head.date, resultats: [glucose] };
const letter: SentDocument = { titre: 'Courrier', cle: 'courrier', date: head.date, texte: 'Cher confrère.' };

const mails: Record<string, CorrespondentMail> = {
  'a report of biology': { ...head, patient, documents: [report] },
  'a letter': { ...head, patient, documents: [letter] },
  'a report and a letter': { ...head, patient, documents: [report, letter] },
  'a new version': { ...head, patient, documents: [{ ...report, version: 2 }] },
  'a deletion': { ...head, patient, documents: [report], action: 'suppression' },
  'a report with its style sheet': { ...head, patient, documents: [{ ...report, feuilleDeStyle: 'CRBIO.XSL' }] },
};

const rules = [
  'cda.auteur',
  'cda.corps',
  'cda.entete',
  'mss.corps',
  'mss.message-id',
  'mss.objet',
  'mss.pieces',
  'mss.x-mss-codecda',
  'mss.x-mss-ins',
  'mss.x-mss-nil',
  'pdf.nom',
  'pdf.pdfa',
  'xdm.archive',
  'xdm.metadonnees',
  'xdm.un-usager',
  'xds.associations',
  'xds.codes',
  'xds.coherence-cda',
  'xds.empreinte',
  'xds.fiche',
  'xds.lot',
  'xds.patient',
];
const traits = { nom: patient.nomNaissance, prenom: patient.prenom };
const parameters: Record<string, object> = {
  'mss.objet': traits,
  'pdf.nom': traits,
  'cda.auteur': {},
  'xds.patient': { matricule: patient.matricule + patient.cle, oid: patient.oid },
};

test.each(Object.entries(mails))('%s follows our own rules', async (_, mail) => {
  const document = await correspondentMail(mail);
  const findings: unknown[] = [];
  for (const id of rules) findings.push(...(await ruleById(id).check({ document }, (parameters[id] as never) ?? {})));
  expect(findings).toEqual([]);
});

test('the same mail is the same bytes', async () => {
  const mail = mails['a report and a letter'] as CorrespondentMail;
  expect(await correspondentMail(mail)).toEqual(await correspondentMail(mail));
});

test('a mail without document is a text', async () => {
  const message = readMime(await correspondentMail({ ...head, libelle: 'Réunion' }));
  expect([message.contentType.type, message.body.toString('utf8').trim()]).toEqual(['text/plain', head.texte]);
});

test.each(['bombe', 'traversee', 'tronquee', 'entites'] as const)(
  'an archive that is hostile (%s) is refused by our own readers',
  async (hostility) => {
    const document = await hostileMail(hostility, head);
    const findings = await ruleById('xdm.metadonnees').check({ document }, {});
    expect(findings.length).toBeGreaterThan(0);
  },
);
