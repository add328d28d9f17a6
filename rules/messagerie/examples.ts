import { sha256 } from '../../core/index.ts';
import type { DomainExamples } from '../examples/example.ts';
import { mailTrace, tracedMail } from '../examples/mail-connection.ts';
import { shownResult, workLine } from '../examples/messagerie.ts';
import { observation } from '../examples/observation.ts';
import { seenExample } from '../examples/seen.ts';
import type { RuleInputs } from '../rule.ts';

const received = {
  sens: 'recu',
  correspondant: 'Dr_ALICE_TESTCORBA <alice@test.mssante.fr>',
  objet: 'Bilan USAGEBA',
  documents: true,
};
const opened = {
  patient: 'TESTBACO Camille',
  titre: 'Bilan USAGEBA',
  auteur: 'Dr TESTCORBA',
  type: 'CR d’examens biologiques',
};
const filed = { titre: 'Bilan USAGEBA', type: 'CR d’examens biologiques', origine: 'Dr_ALICE_TESTCORBA' };
const trace = {
  date: '02/03/2026 10:15',
  auteur: 'Dr TÉMOIN',
  action: 'Envoi',
  detail: 'confrere@test.mssante.fr',
};
const changedResult = shownResult({ historique: '7,2 mmol/L le 01/03/2026' });

/** One session with the listener of the expired certificate. */
function session(outcome: 'complet' | 'refus_tls'): RuleInputs {
  const tls = { version: outcome === 'complet' ? 'TLSv1.2' : '', authorized: false };
  const request = { method: 'SESSION', path: 'certificat_expire', headers: [], input: 'requete-1' };
  const exchange = { n: 1, at: '2026-03-02T09:15:30.250Z', outcome, attribution: 'inconnue', tls, request };
  return { echanges: observation({ service: 'mss-smtp', exchanges: [exchange] }), 'requete-1': Buffer.alloc(0) };
}

/** Counts of one type, before and after. */
function counts(...after: string[]): RuleInputs {
  const [automatiques = '', manuels = '', nonIntegres = ''] = after;
  const type = 'CR ou fiche de consultation';
  return {
    avant: observation({ lignes: [{ type, automatiques: '3', manuels: '2', nonIntegres: '0' }] }),
    apres: observation({ lignes: [{ type, automatiques, manuels, nonIntegres }] }),
  };
}

/** The document that the product hands over. */
function handedOver(text: string): RuleInputs {
  return { lecture: observation({}), document: Buffer.from(text) };
}

const receivedCda = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
const writer = {
  usagerNom: 'TESTBACO',
  usagerPrenom: 'CAMILLE',
  usagerMatricule: '2 79 03 51 215 189 89',
};
const gestures = [
  { date: '02/03/2026 10:15', auteur: 'Dr TÉMOIN', action: 'Classement', detail: 'Bilan USAGEBA' },
  { date: '02/03/2026 10:14', auteur: 'Dr TÉMOIN', action: 'Ouverture', detail: 'Bilan USAGEBA' },
  { date: '02/03/2026 10:12', auteur: 'Dr TÉMOIN', action: 'Réception', detail: 'Bilan USAGEBA' },
];
const subject = 'XDM/1.0/DDM+Bilan TESTBACO CAMILLE 28/03/1979';

export const examples: DomainExamples = {
  'messagerie.accuse-demande': {
    read: { right: { accuseDemande: true }, wrong: { accuseDemande: false } },
    parameters: { demande: true },
  },
  'messagerie.cda-integre': {
    ...seenExample(handedOver, {
      right: ['le dossier rend le CDA reçu, octet pour octet', receivedCda],
      wrong: ['le dossier rend le CDA mis en forme', `${receivedCda}\n`],
    }),
    parameters: { sha256: sha256(receivedCda) },
  },
  'messagerie.decompte': {
    ...seenExample(counts, {
      right: ['le document intégré seul est compté comme tel', '4', '2', '0'],
      wrong: ['il est compté comme intégré à la main', '3', '3', '0'],
    }),
    parameters: { type: 'consultation', automatiques: 1, manuels: 0, nonIntegres: 0 },
  },
  'messagerie.nature': {
    read: {
      right: { lignes: [{ sens: 'recu', correspondant: 'Camille TESTBACO', nature: 'patient' }] },
      wrong: { lignes: [{ sens: 'recu', correspondant: 'Camille TESTBACO', nature: 'professionnel' }] },
    },
    parameters: { correspondant: 'TESTBACO', nature: 'patient' },
  },
  'messagerie.objet': {
    read: {
      right: { lignes: [{ sens: 'recu', objet: 'Bilan TESTBACO CAMILLE 28/03/1979' }] },
      wrong: { lignes: [{ sens: 'recu', objet: subject }] },
    },
    parameters: { objet: 'Bilan TESTBACO CAMILLE' },
  },
  'messagerie.objet-complet': {
    read: {
      right: { objet: 'Bilan TESTBACO CAMILLE', objetComplet: subject },
      wrong: { objet: 'Bilan TESTBACO CAMILLE', objetComplet: null },
    },
    parameters: { objet: subject },
  },
  'messagerie.traces': {
    read: { right: { lignes: gestures }, wrong: { lignes: gestures.slice(0, 2) } },
    parameters: { auteur: 'TÉMOIN', documents: ['Bilan USAGEBA'], gestes: ['reception', 'consultation', 'classement'] },
  },
  'messagerie.usager-expediteur': {
    read: { right: writer, wrong: { ...writer, usagerMatricule: null } },
    parameters: { nom: 'TESTBACO', prenom: 'CAMILLE', matricule: '279035121518989' },
  },
  'messagerie.usager-propose': {
    read: {
      right: { propositions: [{ nom: 'TESTBACO', prenom: 'CAMILLE', adresse: '279035121518989@patient.mssante.fr' }] },
      wrong: { propositions: [{ nom: 'TESTBACO', prenom: 'CAMILLE', adresse: null }] },
    },
    parameters: { nom: 'TESTBACO', prenom: 'CAMILLE', adresse: '279035121518989@patient.mssante.fr' },
  },
  'messagerie.accuse': {
    read: {
      right: { lignes: [{ sens: 'envoye', objet: 'Avis', accuse: 'Reçu le 2 mars' }] },
      wrong: { lignes: [{ sens: 'envoye', objet: 'Avis', accuse: 'Envoyé' }] },
    },
    parameters: { objet: 'Avis', accuse: 'reçu' },
  },
  'messagerie.adresse': {
    read: {
      right: { destinataire: '279035121518989@patient.mssante.fr' },
      wrong: { destinataire: '2790351215189@patient.mssante.fr' },
    },
    parameters: { adresse: '279035121518989@patient.mssante.fr' },
  },
  'messagerie.classement': {
    read: {
      right: { dossier: null, messages: ['À rattacher : les traits ne sont pas ceux du dossier.'] },
      wrong: { dossier: 'D1', messages: ['Classé sur le matricule seul.'] },
    },
    parameters: { dossier: null },
  },
  'messagerie.connexion': {
    ...seenExample(session, {
      right: ['le produit rompt la négociation TLS avec l’opérateur au certificat expiré', 'refus_tls'],
      wrong: ['le produit négocie TLS avec l’opérateur au certificat expiré, et ouvre une session', 'complet'],
    }),
    parameters: { etablie: false, ecoute: 'certificat_expire' },
  },
  'messagerie.document-classe': {
    read: { right: { lignes: [filed] }, wrong: { lignes: [{ ...filed, origine: 'Import' }] } },
    parameters: { titre: 'Bilan USAGEBA', type: 'biologiques', origine: 'TESTCORBA' },
  },
  'messagerie.document-recu': {
    read: { right: opened, wrong: { ...opened, auteur: '' } },
    parameters: {
      nom: 'TESTBACO',
      prenom: 'CAMILLE',
      titre: 'Bilan USAGEBA',
      auteur: 'TESTCORBA',
      type: 'biologiques',
    },
  },
  'messagerie.document-signale': {
    read: { right: { lignes: [received] }, wrong: { lignes: [{ ...received, documents: false }] } },
    parameters: { correspondant: 'TESTCORBA', objet: 'Bilan USAGEBA' },
  },
  'messagerie.feuille-de-style': {
    read: { right: { feuilleDeStyle: 'CRLABO.XSL (jointe)' }, wrong: { feuilleDeStyle: 'Feuille de style de l’ANS' } },
    parameters: { jointe: 'CRLABO.XSL' },
  },
  'messagerie.filtre': {
    read: {
      right: { lignes: [workLine()] },
      wrong: { lignes: [workLine(), workLine({ titre: 'Lettre USAGEBB', type: 'Lettre de liaison' })] },
    },
    parameters: { contient: ['Bilan USAGEBA'], exclut: ['Lettre USAGEBB'] },
  },
  'messagerie.historique': {
    read: { right: { resultats: [changedResult] }, wrong: { resultats: [shownResult()] } },
    parameters: { analyse: 'Potassium', ancienne: '7.2', nouvelle: '5.6' },
  },
  'messagerie.journal': {
    read: { right: { lignes: [trace] }, wrong: { lignes: [{ ...trace, date: '02/03/2026' }] } },
    parameters: { auteur: 'Dr TÉMOIN', partenaire: 'confrere@test.mssante.fr' },
  },
  'messagerie.liste-travail': {
    read: { right: { lignes: [workLine()] }, wrong: { lignes: [workLine({ date: '04/03/2026 (relève)' })] } },
    parameters: { titre: 'Bilan USAGEBA', nom: 'TESTBACO', date: '2026-03-02', nonLu: true },
  },
  'messagerie.ordre': {
    read: {
      right: { lignes: [workLine({ date: '02/03/2026' }), workLine({ titre: 'Bilan USAGEBB', date: '12/02/2026' })] },
      wrong: { lignes: [workLine({ titre: 'Bilan USAGEBB', date: '12/02/2026' }), workLine({ date: '02/03/2026' })] },
    },
    parameters: { groupes: [['Bilan USAGEBA'], ['Bilan USAGEBB']] },
  },
  'messagerie.recu': {
    read: {
      right: { lignes: [{ sens: 'recu', objet: 'Avis' }] },
      wrong: { lignes: [{ sens: 'envoye', objet: 'Avis' }] },
    },
    parameters: { objet: 'Avis' },
  },
  'messagerie.resultats': {
    read: {
      right: { resultats: [shownResult()] },
      wrong: { resultats: [shownResult({ interpretation: 'normal' })] },
    },
    parameters: {
      resultats: [
        {
          analyse: 'Potassium',
          valeur: '5.6',
          unites: ['mmol/L'],
          bas: '3.5',
          haut: '5.1',
          interpretation: 'anormal',
        },
      ],
    },
  },
  'messagerie.signalement': {
    read: {
      right: { lignes: [workLine({ alertes: ['Résultat critique'] })] },
      wrong: { lignes: [workLine({ alertes: ['Nouveau'] })] },
    },
    parameters: { nature: 'critique', present: true, titre: 'Bilan USAGEBA' },
  },
  'messagerie.traitements': {
    read: {
      right: { lignes: [mailTrace({ action: 'Relève' })] },
      wrong: { lignes: [mailTrace()] },
    },
    parameters: { traitements: [{ nature: 'releve' }] },
  },
  'messagerie.trace-complete': {
    ...seenExample(tracedMail, {
      right: ['l’envoi est accepté (250), et la trace garde cette réponse', {}],
      wrong: ['la trace dit « envoyé », sans la réponse du serveur', { trace: mailTrace({ reponse: 'envoyé' }) }],
    }),
    parameters: { auteur: 'TÉMOIN', partenaire: 'confrere@test.mssante.fr' },
  },
};
