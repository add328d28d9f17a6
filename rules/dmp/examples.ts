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
import { rightCda } from '../examples/pieces.ts';
import { seenExample } from '../examples/seen.ts';
import { association, depositExchange, hasMember, rightEntry, rightSet, slot, submitObjects } from '../examples/xds.ts';

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

const shown = { etat: 'DMP actif', autorisation: 'Valide' };
const line = { titre: 'Lettre de liaison', etat: 'En vigueur' };

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
  'dmp.liste': {
    read: {
      right: { ...shown, documents: [{ ...line, visibilite: 'Masqué aux professionnels' }] },
      wrong: { ...shown, documents: [{ ...line, visibilite: '' }] },
    },
    parameters: { documents: [{ titre: 'Lettre de liaison', visibilite: 'masqué' }] },
  },
};
