import type { DomainExamples, RuleExample } from '../examples/index.ts';
import { observation } from '../examples/observation.ts';

const fiche = {
  traits: { nomNaissance: 'ADRTROIS', prenoms: 'DOMINIQUE', sexe: 'F', dateNaissance: '1997-02-26' },
  statut: 'PROV',
  attributs: [] as string[],
  matricule: null as string | null,
  oid: null as string | null,
};
const ins = { matricule: '297022A02077878', oid: '1.2.250.1.213.1.4.8' };

/** A document, told and given. */
function document(right: [string, string], wrong: [string, string]): RuleExample {
  const sides = { right, wrong };
  return {
    seen: { right: right[0], wrong: wrong[0] },
    inputs: (side) => ({ document: Buffer.from(sides[side][1]) }),
  };
}

const letter = '<p>ADRTROIS Dominique, née le 26/02/1997, sexe : Féminin</p>';
const change = {
  date: '02/03/2026 09:15',
  auteur: 'TÉMOIN Alix',
  champ: 'statut',
  ancien: 'PROV',
  nouveau: 'RECUP',
};
const access = { date: '02/03/2026 09:15', auteur: 'TÉMOIN Alix', action: 'Consultation', detail: 'fiche' };
const insiLine = {
  date: '02/03/2026 09:15',
  auteur: 'TÉMOIN Alix',
  operation: 'rechercherInsAvecTraitsIdentite',
  codeRetour: '00',
  erreur: null,
  ...ins,
  historique: [] as string[],
  traits: 'ADRTROIS DOMINIQUE F 1997-02-26 2A020',
};
const line = { trait: 'prenoms', local: 'DOMINIQUE', insi: 'DOMINIQUE MARIE', signale: true };

export const examples: DomainExamples = {
  'ins.acceptation': {
    read: { right: { acceptation: false }, wrong: { acceptation: true } },
    parameters: { proposee: false },
  },
  'ins.alerte': {
    read: { right: { alertes: ['Le premier prénom diffère de la liste d’INSi'] }, wrong: { alertes: [] } },
    parameters: { mention: 'prénom' },
  },
  'ins.attribut': {
    read: { right: { attributs: ['douteuse'] }, wrong: { attributs: [] } },
    parameters: { attributs: ['douteuse'] },
  },
  'ins.bandeau': {
    read: {
      right: { champs: [{ champ: 'sexe', valeur: 'F' }] },
      wrong: { champs: [{ champ: 'sexe', valeur: '' }] },
    },
    parameters: { champs: { sexe: 'F' } },
  },
  'ins.comparatif': {
    read: { right: { comparatif: [line] }, wrong: { comparatif: [{ ...line, signale: false }] } },
    parameters: { lignes: [{ trait: 'prenoms', local: 'DOMINIQUE', insi: 'DOMINIQUE MARIE' }], ecarts: ['prenoms'] },
  },
  'ins.creation-acceptee': {
    read: {
      right: { dossier: 'P12', messages: [] },
      wrong: { dossier: null, messages: ['Téléphone obligatoire'] },
    },
  },
  'ins.creation-refusee': {
    read: {
      right: { dossier: null, messages: ['Le lieu de naissance manque'] },
      wrong: { dossier: 'P12', messages: [] },
    },
    parameters: { sans: 'lieuNaissance' },
  },
  'ins.document-ins': {
    ...document(
      ['Le courrier d’une identité récupérée ne porte que les traits.', letter],
      [
        'Le courrier d’une identité récupérée porte son matricule et son OID.',
        `${letter}<p>INS 2 97 02 2A 020 778 78 (${ins.oid})</p>`,
      ],
    ),
    parameters: { ...ins, qualifiee: false },
  },
  'ins.document-patient': {
    ...document(
      ['Le courrier nomme le patient dont le dossier est ouvert.', letter],
      ['Le courrier nomme le patient du dossier ouvert avant lui.', letter.replace('ADRTROIS', 'NESSI')],
    ),
    parameters: { nomNaissance: 'ADRTROIS' },
  },
  'ins.document-traits': {
    ...document(
      ['L’édition porte le nom, la date et le sexe.', letter],
      ['L’édition ne dit pas le sexe.', letter.replace(', sexe : Féminin', '')],
    ),
    parameters: { traits: { nomNaissance: 'ADRTROIS', dateNaissance: '1997-02-26', sexe: 'F' } },
  },
  'ins.historique': {
    read: { right: { lignes: [change] }, wrong: { lignes: [{ ...change, auteur: 'système' }] } },
    parameters: { changements: [{ champ: 'statut', ancien: 'PROV', nouveau: 'RECUP' }], auteur: 'TÉMOIN Alix' },
  },
  'ins.inchange': {
    seen: {
      right: 'Le retour INSi est refusé (jour de naissance 00) : la fiche reste telle qu’elle était.',
      wrong: 'Le retour INSi est refusé, mais la fiche est devenue récupérée.',
    },
    inputs: (side) => ({
      avant: observation(fiche),
      apres: observation(side === 'right' ? fiche : { ...fiche, ...ins, statut: 'RECUP' }),
    }),
  },
  'ins.journal-acces': {
    read: { right: { lignes: [access] }, wrong: { lignes: [{ ...access, date: '02/03/2026' }] } },
    parameters: { auteur: 'TÉMOIN Alix', actions: ['consultation'] },
  },
  'ins.journal-insi': {
    read: { right: { lignes: [insiLine] }, wrong: { lignes: [{ ...insiLine, oid: null }] } },
    parameters: { auteur: 'TÉMOIN Alix', appel: { codeRetour: '00', ...ins, historique: [], traits: ['ADRTROIS'] } },
  },
  'ins.justificatif': {
    read: { right: { justificatif: 'Passeport' }, wrong: { justificatif: null } },
    parameters: { nature: 'PA', libelle: 'passeport' },
  },
  'ins.matricule': {
    read: {
      right: { matricule: '181036322045660', oid: ins.oid },
      wrong: { matricule: '181036322045676', oid: ins.oid },
    },
    parameters: { matricule: '181036322045660', oid: ins.oid },
  },
  'ins.message': {
    read: {
      right: { messages: ['Le service est temporairement inaccessible.'] },
      wrong: { messages: ['Une erreur est survenue.'] },
    },
    parameters: { contient: 'Le service est temporairement inaccessible' },
  },
  'ins.recherche': {
    read: {
      right: { resultats: [{ dossier: 'P12' }] },
      wrong: { resultats: [{ dossier: 'P12' }, { dossier: 'P13' }] },
    },
    parameters: { dossiers: ['P12'] },
  },
  'ins.recherche-dossiers': {
    read: { right: { resultats: [{ dossier: 'P12' }] }, wrong: { resultats: [] } },
    parameters: { contient: ['P12'], exclut: ['P13'] },
  },
  'ins.recherche-refusee': {
    read: {
      right: { messages: ['La clé du matricule est fausse'], resultats: [] },
      wrong: { messages: [], resultats: [{ dossier: 'P12' }] },
    },
    parameters: { saisie: '297022A02077879' },
  },
  'ins.statut': { read: { right: { statut: 'RECUP' }, wrong: { statut: 'QUAL' } }, parameters: { statut: 'RECUP' } },
  'ins.traits': {
    read: {
      right: { traits: { prenoms: 'PIERRE-ALAIN MURIEL FLORIANT' } },
      wrong: { traits: { prenoms: 'Pierre-Alain' } },
    },
    parameters: { traits: { prenoms: 'PIERRE-ALAIN MURIEL FLORIANT' } },
  },
  'ins.verrous': {
    read: { right: { verrouilles: ['nomNaissance', 'matricule'] }, wrong: { verrouilles: ['nomNaissance'] } },
    parameters: { verrouilles: ['nomNaissance', 'matricule'], libres: ['nomUtilise'] },
  },
};
