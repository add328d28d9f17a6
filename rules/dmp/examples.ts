import { type DmpExchange, dmpEnvelope, existence, search } from '../examples/dmp.ts';
import {
  authorisation,
  authorisationAnswer,
  dmpEchanges,
  existenceAnswer,
  foundDocument,
  registryAnswer,
} from '../examples/dmp-exchanges.ts';
import type { DomainExamples } from '../examples/index.ts';
import { observation } from '../examples/observation.ts';
import { rightCda } from '../examples/pieces.ts';
import { seenExample } from '../examples/seen.ts';
import { association, depositExchange, hasMember, rightEntry, rightSet, slot, submitObjects } from '../examples/xds.ts';
import { visits } from './example-visit.ts';

const entryUuid = 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001';
const uniqueId = '2.25.1';
const approved = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
const deleted = 'urn:asip:ci-sis:2010:StatusType:Deleted';

const tested = (state: string): DmpExchange => ({ response: existenceAnswer('OK', { authorisation: state }) });
const without: DmpExchange = { response: existenceAnswer('NF') };
const declared: DmpExchange = { body: dmpEnvelope({ body: authorisation() }), response: authorisationAnswer() };
const searching: DmpExchange = { body: dmpEnvelope({ body: search() }) };
const found: DmpExchange = { ...searching, response: foundDocument({ entryUuid, uniqueId, status: approved }) };

/** A new version that replaces what `target` names. */
function replacing(target: string): DmpExchange {
  const parent = `<relatedDocument typeCode="RPLC"><parentDocument><id root="${uniqueId}"/></parentDocument></relatedDocument>`;
  const ends = { source: 'Document01', target };
  const link = association('urn:ihe:iti:2007:AssociationType:RPLC', ends);
  return depositExchange({
    cda: rightCda.replace('<componentOf>', `${parent}<componentOf>`),
    request: submitObjects(rightSet() + rightEntry() + hasMember + link),
  });
}

/** The deletion of what `target` names. */
function deleting(target: string): DmpExchange {
  const ends = { source: 'SubmissionSet01', target };
  const slots = slot('OriginalStatus', approved) + slot('NewStatus', deleted);
  const update = association('urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus', ends, slots);
  const action = 'urn:ihe:iti:2010:UpdateDocumentSet';
  return { path: 'registry', body: dmpEnvelope({ action, body: submitObjects(rightSet() + update) }) };
}

/** A query with the codes of an answer. */
function ofAnswer(query: string): string {
  return query.replace('processingCode code="D"', 'processingCode code="P"').replace('code="AL"', 'code="NE"');
}

/** Five transactions, so many milliseconds apart. */
function paced(interval: number): DmpExchange[] {
  return [0, 1, 2, 3, 4].map((rank) => ({
    at: new Date(Date.parse('2026-03-02T09:15:30.000Z') + rank * interval).toISOString(),
  }));
}

const formerLine = { titre: 'Courrier antérieur', auteur: 'Camille CONFRÈRE', date: '14/01/2026' };
const monthLine = { mois: '03/2026', auteur: 'Camille CONFRÈRE', echecs: '0' };
const shown = { etat: 'DMP actif', autorisation: 'Valide' };
const line = { titre: 'Lettre de liaison', etat: 'En vigueur' };
const opened = { statut: 'Qualifiée', etatDmp: 'Actif', autorisation: 'Valide' };

export const examples: DomainExamples = {
  'dmp.enveloppe': { file: 'recherche', right: 'RegistryStoredQuery<', wrong: 'RetrieveDocumentSet<' },
  'dmp.consultation': { file: 'recherche', right: "&amp;ISO^NH'</", wrong: '&amp;ISO^NH</' },
  'dmp.patient': { file: 'recherche', right: "'279035121518989", wrong: "'279035121518991" },
  'dmp.mtom': { file: 'depot', right: 'Content-Type: application/xop+xml', wrong: 'Content-Type: text/xml' },
  'dmp.message': seenExample(dmpEchanges, {
    right: ['TD0.2 : processingCode D, acceptAckCode AL', {}],
    wrong: [
      'TD0.2 bâtie sur la réponse d’exemple : processingCode P, acceptAckCode NE',
      { body: dmpEnvelope({ body: ofAnswer(existence()) }) },
    ],
  }),
  'dmp.aucun-depot': seenExample(dmpEchanges, {
    right: ['l’auteur a retenu le document : seul un test d’existence part', tested('VALIDE')],
    wrong: ['l’auteur a retenu le document, et l’envoi différé le dépose la nuit suivante', depositExchange()],
  }),
  'dmp.nombre-depots': {
    ...seenExample(dmpEchanges, {
      right: ['un document validé, un dépôt', depositExchange()],
      wrong: ['réimprimer le document, inchangé, le dépose de nouveau', depositExchange(), depositExchange()],
    }),
    parameters: { depots: 1 },
  },
  'dmp.existence': seenExample(dmpEchanges, {
    right: ['TD0.2 répond OK, DMP actif ; puis le dépôt', tested('VALIDE'), depositExchange()],
    wrong: ['TD0.2 répond NF (pas de DMP) ; le dépôt part quand même', without, depositExchange()],
  }),
  'dmp.autorisation': seenExample(dmpEchanges, {
    right: ['TD0.2 : EXPIRE ; TD0.3 AJOUT, acceptée ; puis la recherche', tested('EXPIRE'), declared, searching],
    wrong: ['TD0.2 : EXPIRE ; la recherche part sans déclarer l’autorisation', tested('EXPIRE'), searching],
  }),
  'dmp.reponse': seenExample(dmpEchanges, {
    right: ['le registre répond Success', { ...depositExchange(), response: registryAnswer('Success') }],
    wrong: [
      'le registre répond Failure, XDSPatientIdDoesNotMatch',
      { ...depositExchange(), response: registryAnswer('Failure', 'XDSPatientIdDoesNotMatch') },
    ],
  }),
  'dmp.remplacement': seenExample(dmpEchanges, {
    right: [`TD3.1 rend ${entryUuid} ; l’association RPLC vise cet entryUUID`, found, replacing(entryUuid)],
    wrong: ['l’association RPLC vise l’uniqueId de la version remplacée', found, replacing(uniqueId)],
  }),
  'dmp.suppression': seenExample(dmpEchanges, {
    right: [`TD3.1 rend ${entryUuid} ; la suppression vise cet entryUUID`, found, deleting(entryUuid)],
    wrong: [
      'la suppression vise l’entryUUID gardé du dépôt, que le registre a changé depuis',
      found,
      deleting('urn:uuid:7953af1a-ba1c-11eb-816f-000000000000'),
    ],
  }),
  'dmp.historique-depose': {
    ...seenExample(dmpEchanges, {
      right: ['le lot dépose la lettre que la période retient', tested('VALIDE'), depositExchange()],
      wrong: ['le lot relancé dépose la lettre une seconde fois', depositExchange(), depositExchange()],
    }),
    parameters: { titres: ['Lettre de liaison'] },
  },
  'dmp.cadence': {
    ...seenExample(dmpEchanges, {
      right: ['cinq transactions en une seconde et un dixième', ...paced(275)],
      wrong: ['cinq transactions en deux dixièmes de seconde, menées de front', ...paced(50)],
    }),
    parameters: { parSeconde: 4 },
  },
  'dmp.date-metier': {
    ...seenExample(dmpEchanges, {
      right: ['acte du 2 mars 2026, serviceStartTime de ce jour', depositExchange()],
      wrong: [
        'acte du 2 mars 2026, serviceStartTime du jour de la reprise',
        depositExchange({ request: submitObjects().replace('20260302080000', '20261015080000') }),
      ],
    }),
    parameters: { date: '2026-03-02' },
  },
  'dmp.auteurs': {
    ...seenExample(dmpEchanges, {
      right: ['l’auteur est au RPPS : il est le seul auteur', depositExchange()],
      wrong: [
        'le document est déposé sous le nom de celui qui le reprend',
        depositExchange({ request: submitObjects().replaceAll('TEMOIN^Alix', 'AUTRE^Camille') }),
      ],
    }),
    parameters: { nom: 'TEMOIN', prenom: 'Alix', rpps: '99900000017', personneMorale: false },
  },
  'dmp.historique': {
    read: {
      right: { lignes: [{ ...formerLine, depot: 'Déjà déposé le 2 mars 2026' }] },
      wrong: { lignes: [{ ...formerLine, depot: '' }] },
    },
    parameters: { documents: [{ titre: formerLine.titre, depose: true }] },
  },
  'dmp.indicateur': {
    seen: {
      right: 'deux documents déposés en mars 2026 : la ligne de mars en compte deux',
      wrong: 'deux documents déposés en mars 2026 : la ligne de mars en compte trois, un échec compris',
    },
    inputs: (side) => ({
      ...dmpEchanges(depositExchange(), depositExchange()),
      lecture: observation({ lignes: [{ ...monthLine, deposes: side === 'right' ? '2' : '3' }] }),
    }),
    parameters: { auteur: 'CONFRÈRE', deposes: 2, echecs: 0 },
  },
  'dmp.liste': {
    read: {
      right: { ...shown, documents: [{ ...line, visibilite: 'Masqué aux professionnels' }] },
      wrong: { ...shown, documents: [{ ...line, visibilite: '' }] },
    },
    parameters: { documents: [{ titre: 'Lettre de liaison', visibilite: 'masqué' }] },
  },
  'dmp.web-ps': {
    ...seenExample(visits, {
      right: ['la page du patient s’ouvre', { address: 'DossierPatient/279035121518989' }],
      wrong: ['la page s’ouvre sans le patient', { address: 'DossierPatient' }],
    }),
    parameters: { page: 'DossierPatient', matricule: '279035121518989' },
  },
  'dmp.consentement': {
    read: {
      right: { choix: 'Opposition', lignes: [{ date: '22/11/2026 15:30', auteur: 'Dr TEST', choix: 'Opposition' }] },
      wrong: {
        choix: 'Non-opposition',
        lignes: [{ date: '22/11/2026 15:30', auteur: 'Dr TEST', choix: 'Opposition' }],
      },
    },
    parameters: { choix: ['opposition'], auteur: 'Dr TEST' },
  },
  'dmp.dossier-ouvert': {
    read: {
      right: { ...opened, nouveautes: [{ type: 'CR d’imagerie', nombre: '2' }], mention: '2 documents nouveaux' },
      wrong: { ...opened, nouveautes: [], mention: '' },
    },
    parameters: { etat: 'actif', nouveautes: [{ type: 'imagerie', nombre: 2 }] },
  },
  'dmp.requetes': {
    read: {
      right: { requetes: [{ objet: 'Consultation', etat: 'En cours' }] },
      wrong: { requetes: [{ objet: 'Consultation', etat: 'Terminée' }] },
    },
    parameters: { etat: 'en cours' },
  },
  'dmp.integres': {
    read: {
      right: { documents: [{ titre: 'Avis', integreLe: '22/11/2026', conserveJusquau: '22/11/2046' }] },
      wrong: { documents: [{ titre: 'Avis', integreLe: '22/11/2026', conserveJusquau: '' }] },
    },
    parameters: { titres: ['Avis'], annees: 20 },
  },
  'dmp.information': {
    read: {
      right: { information: 'Votre identifiant national (RPPS) sert à la traçabilité de vos accès au DMP.' },
      wrong: { information: null },
    },
  },
};
