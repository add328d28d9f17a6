import type { DomainExamples } from '../examples/index.ts';

const line = { titre: 'Courrier USAGEBACO', etat: 'Validé le 2 mars 2026' };

/** What a report shows of itself. */
export const shownReport = {
  titre: 'Compte rendu USAGEBACO',
  forme: 'CDA R2 N3',
  feuilleDeStyle: 'LABO.XSL' as string | null,
  destinataires: ['Dr Lou TESTCORBACO'],
  mentions: ['Examen validé automatiquement.'],
  resultats: [{ analyse: 'Thyréostimuline', valeur: '1.95', unite: 'm[IU]/L' }],
};

const report = {
  titre: 'Ionogramme USAGEBACO',
  patient: 'PAT-TROIS Dominique',
  auteur: 'Camille CONFRÈRE',
  feuilleDeStyle: 'CRLABO.XSL',
  corps: 'Sodium 140 mmol/L',
  fichier: '',
};
const [first, second, third] = [
  { titre: 'Ionogramme', type: 'Biologie', date: '02/03/2026' },
  { titre: 'Bilan', type: 'Biologie', date: '04/03/2026' },
  { titre: 'Avis', type: 'Courrier', date: '03/03/2026' },
] as const;

export const examples: DomainExamples = {
  'document.visualisation': {
    read: { right: report, wrong: { ...report, feuilleDeStyle: 'Feuille du logiciel', corps: '' } },
    parameters: {
      titre: 'USAGEBACO',
      patient: 'PAT-TROIS',
      auteur: 'CONFRÈRE',
      textes: ['Sodium'],
      feuille: 'CRLABO.XSL',
    },
  },
  'document.ordre': {
    read: { right: { lignes: [first, second, third] }, wrong: { lignes: [first, third, second] } },
    parameters: { tri: 'type', titres: ['Ionogramme', 'Bilan', 'Avis'] },
  },
  'document.origine': {
    read: {
      right: { lignes: [{ titre: 'Avis USAGEBACO', origine: 'MSSanté, Dr Camille CONFRÈRE' }] },
      wrong: { lignes: [{ titre: 'Avis USAGEBACO', origine: 'Dr Camille CONFRÈRE' }] },
    },
    parameters: { titre: 'USAGEBACO', origine: 'MSSanté' },
  },
  'document.doublon': {
    read: {
      right: { messages: ['Ce document est déjà dans le dossier : voici sa copie locale.'], document: 'D2' },
      wrong: { messages: [], document: null },
    },
    parameters: { document: 'D2' },
  },
  'document.preremplissage': {
    read: { right: { texte: 'Patient : USAGEBACO Dominique, né(e) le 28/03/1979.' }, wrong: { texte: '' } },
    parameters: { textes: ['USAGEBACO', '28/03/1979'] },
  },
  'document.enregistre': {
    read: {
      right: { document: 'D7', messages: [] },
      wrong: { document: null, messages: ['Le type de document est obligatoire'] },
    },
  },
  'document.liste': {
    read: { right: { lignes: [line] }, wrong: { lignes: [{ ...line, etat: 'Brouillon' }] } },
    parameters: { titre: 'USAGEBACO', etat: 'validé' },
  },
  'document.compte-rendu': {
    read: { right: shownReport, wrong: { ...shownReport, forme: 'CDA R2 N1' } },
    parameters: { titre: 'USAGEBACO', forme: 'N3' },
  },
  'document.rappel': {
    read: {
      right: { messages: ['Volet de synthèse à mettre à jour : le dernier a plus de 6 mois'] },
      wrong: { messages: [] },
    },
    parameters: { mois: 6 },
  },
  'document.titre': {
    seen: {
      right: 'Le fichier ouvert est celui de la ligne choisie.',
      wrong: 'Le fichier ouvert est le premier de la liste, quelle que soit la ligne choisie.',
    },
    inputs: (side) => ({
      document: Buffer.from(`<title>${side === 'right' ? line.titre : 'Compte rendu USAGEDEFI'}</title>`),
    }),
    parameters: { titre: line.titre },
  },
};
