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

export const examples: DomainExamples = {
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
