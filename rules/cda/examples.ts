import type { JsonObject } from '../../core/index.ts';
import type { DomainExamples, RuleExample } from '../examples/index.ts';
import { rightCda } from '../examples/pieces.ts';
import { withRecipient } from './example-recipient.ts';
import { rightReport, tsh } from './example-report.ts';

export const examples: DomainExamples = {
  'cda.entete': { file: 'cda', right: '<title>Lettre de liaison</title>', wrong: '' },
  'cda.auteur': { file: 'cda', right: 'extension="899900000017"', wrong: 'extension="299900000017"' },
  'cda.corps': { file: 'cda', right: 'representation="B64"', wrong: 'representation="TXT"' },
  'cda.patient': {
    file: 'cda',
    right: '<family qualifier="BR">PAT-TROIS<',
    wrong: '<family qualifier="BR">PAT-QUATRE<',
    parameters: {
      qualifiee: true,
      matricule: '279035121518989',
      oid: '1.2.250.1.213.1.4.10',
      nomNaissance: 'PAT-TROIS',
      prenom: 'DOMINIQUE',
      prenoms: 'DOMINIQUE ROSE',
      sexe: 'F',
      dateNaissance: '1979-03-28',
      lieuNaissance: '51215',
    },
  },
  'cda.version': {
    file: 'cda',
    right: '<versionNumber value="1"/>',
    wrong: '<versionNumber value="2"/>',
    parameters: {},
  },
  'cda.type': {
    file: 'cda',
    right: '<code code="11490-0"',
    wrong: '<code code="11502-2"',
    parameters: { type: '11490-0' },
  },
  'cda.destinataires': {
    seen: {
      right: 'Le CDA cite le confrère à qui le document est diffusé.',
      wrong: 'Le CDA ne cite aucun destinataire alors que le document est diffusé à un confrère.',
    },
    inputs: (side) => ({ document: Buffer.from(side === 'right' ? withRecipient(rightCda) : rightCda) }),
    parameters: { destinataires: [{ nom: 'CONFRERE', identifiant: '899900000025' }] },
  },
  'cda.demandeur': report(
    ['Le compte rendu donne l’adresse MSSanté du demandeur.', 'Le demandeur y est nommé, sans son adresse.'],
    ['mailto:dr.confrere@test.mssante.fr', 'tel:0102030405'],
    { nom: 'CONFRERE', adresse: 'dr.confrere@test.mssante.fr' },
  ),
  'cda.biologie': report(
    ['Le compte rendu complet porte la TSH en observation.', 'Il se dit partiel alors qu’il est complet.'],
    ['<lab:statusCode code="completed"/>', '<lab:statusCode code="active"/>'],
    { etat: 'completed', resultats: [tsh] },
  ),
  'cda.sous-traites': report(
    ['L’examen sous-traité est une observation, son laboratoire nommé.', 'Le laboratoire n’y est pas nommé.'],
    ['LABORATOIRE AUTRE', ''],
    { examens: [{ code: tsh.code, laboratoire: 'LABORATOIRE AUTRE' }] },
  ),
  'cda.mentions': report(
    ['Le texte dit que l’examen a été validé automatiquement.', 'Le texte n’en dit rien.'],
    ['Examen validé automatiquement.', 'Examen.'],
    { textes: ['Examen validé automatiquement.'] },
  ),
};

/** The report of the examples, and what of it is changed on the wrong side. */
function report([right, wrong]: [string, string], [part, by]: [string, string], parameters: JsonObject): RuleExample {
  return {
    seen: { right, wrong },
    inputs: (side) => ({ document: Buffer.from(side === 'right' ? rightReport : rightReport.replace(part, by)) }),
    parameters,
  };
}
