import { escapeXml } from '../../core/index.ts';
import { type Call, matrixFault } from './call.ts';
import type { DmpPatient } from './patient.ts';
import type { DmpReply } from './reply.ts';
import { treeAt } from './xml-tree.ts';

const rightOf = {
  AJOUT: 'TD0.3 ajout',
  SUPPRESSION: 'TD0.3 suppression',
} as const;

// `DMPOk` and the context of an authorisation already there are documented (facts, DMP §4.4); the rest is ours.
const outcomes = {
  fait: { status: 'DMPOk', context: '' },
  deja: { status: 'DMPOk', context: 'Autorisation déjà présente aucune action effectuée' },
  absente: { status: 'DMPOk', context: 'Aucune autorisation présente, aucune action effectuée' },
  inconnu: { status: 'probant_dmp_inexistant', context: 'Ce patient n’a pas de DMP.' },
  ferme: { status: 'probant_dmp_ferme', context: 'Le DMP de ce patient est fermé.' },
  interdit: { status: 'DMPAccessDeniedByRightsService', context: 'Le patient a bloqué ce professionnel.' },
} as const;

/** TD0.3: a professional declares that the patient authorises him, or takes it back (facts, DMP §4.4). */
export function setAuthorization(call: Call): DmpReply {
  const { body } = call.request;
  const action = treeAt(body, 'hab:action')?.text ?? '';
  const role = treeAt(body, 'hab:role')?.text;
  if (action !== 'AJOUT' && action !== 'SUPPRESSION')
    return { fault: 'corps_inattendu', detail: `action « ${action} »` };
  if (role !== undefined && role !== 'MEDECIN_TRAITANT')
    return { fault: 'corps_inattendu', detail: `role « ${role} »` };
  const leaves = action === 'SUPPRESSION' && role !== undefined;
  const refusal = matrixFault(call, leaves ? 'TD0.3 retrait médecin traitant' : rightOf[action]);
  if (refusal !== undefined) return refusal;
  const { status, context } = outcomes[outcomeOf(call, { action, treating: role !== undefined })];
  return {
    action: 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorizationResponse',
    body:
      '<ns1:setAuthorizationResponse xmlns:ns1="urn:si-dmp-habilitations"><ns1:output>' +
      `<ns1:status>${status}</ns1:status><ns1:context>${escapeXml(context)}</ns1:context>` +
      '</ns1:output></ns1:setAuthorizationResponse>',
  };
}

function outcomeOf(call: Call, change: { action: keyof typeof rightOf; treating: boolean }): keyof typeof outcomes {
  const { patient, directory, caller } = call;
  if (patient === undefined) return 'inconnu';
  if (patient.etat === 'ferme') return 'ferme';
  const state = directory.authorisation(patient.matricule, caller.vihf.nameId);
  if (state === 'INTERDIT') return 'interdit';
  if (change.treating) return setTreating(call, patient, change.action);
  const wanted = change.action === 'AJOUT' ? 'VALIDE' : 'NON_EXISTE';
  if (state === wanted) return change.action === 'AJOUT' ? 'deja' : 'absente';
  directory.authorise(patient.matricule, caller.vihf.nameId, wanted);
  return 'fait';
}

/** The treating physician is an authorised one; to leave that role keeps the authorisation (inferred). */
function setTreating({ directory, caller }: Call, patient: DmpPatient, action: keyof typeof rightOf): 'fait' {
  const { nameId } = caller.vihf;
  if (action === 'AJOUT') {
    directory.authorise(patient.matricule, nameId, 'VALIDE');
    directory.setMedecinTraitant(patient, nameId);
  } else if (patient.medecinTraitant === nameId) directory.setMedecinTraitant(patient, undefined);
  return 'fait';
}
