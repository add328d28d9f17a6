import { type Call, matrixFault } from './call.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import { dmpOk, outputOf } from './output.ts';
import type { DmpPatient } from './patient.ts';
import { professionalOf } from './professional.ts';
import type { DmpReply } from './reply.ts';
import type { DmpRight } from './rights.ts';
import { textAt, treeAt } from './xml-tree.ts';

type Action = 'AJOUT' | 'SUPPRESSION';

const rights: Readonly<Record<Action, { own: DmpRight; treating: DmpRight }>> = {
  AJOUT: { own: 'TD0.3 ajout', treating: 'TD0.3 ajout médecin traitant' },
  SUPPRESSION: { own: 'TD0.3 suppression', treating: 'TD0.3 retrait médecin traitant' },
};

// `DMPOk` and the context of an authorisation already there are documented (facts, DMP §4.4); the rest is ours.
const outcomes = {
  fait: { status: dmpOk, context: '' },
  deja: { status: dmpOk, context: 'Autorisation déjà présente aucune action effectuée' },
  absente: { status: dmpOk, context: 'Aucune autorisation présente, aucune action effectuée' },
  inconnu: { status: 'probant_dmp_inexistant', context: 'Ce patient n’a pas de DMP.' },
  ferme: { status: 'probant_dmp_ferme', context: 'Le DMP de ce patient est fermé.' },
  interdit: { status: 'DMPAccessDeniedByRightsService', context: 'Le patient a bloqué ce professionnel.' },
} as const;

/** TD0.3: a professional declares that the patient authorises him, or takes it back (facts, DMP §4.4). */
export function setAuthorization(call: Call): DmpReply {
  const { body } = call.request;
  const action = textAt(body, 'hab:action');
  const role = treeAt(body, 'hab:role')?.text;
  if (action !== 'AJOUT' && action !== 'SUPPRESSION')
    return { fault: 'corps_inattendu', detail: `action « ${action} »` };
  if (role !== undefined && role !== 'MEDECIN_TRAITANT')
    return { fault: 'corps_inattendu', detail: `role « ${role} »` };
  const treating = role !== undefined;
  const refusal = matrixFault(call, treating ? rights[action].treating : rights[action].own);
  if (refusal !== undefined) return refusal;
  return {
    action: 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorizationResponse',
    body: outputOf('setAuthorization', ns.hab, outcomes[outcomeOf(call, { action, treating })]),
  };
}

function outcomeOf(call: Call, change: { action: Action; treating: boolean }): keyof typeof outcomes {
  const { patient, directory, caller } = call;
  if (patient === undefined) return 'inconnu';
  if (patient.etat === 'ferme') return 'ferme';
  const holder = holderOf(call);
  const state = directory.authorisation(patient.matricule, holder.id);
  if ([state, directory.authorisation(patient.matricule, caller.vihf.nameId)].includes('INTERDIT')) return 'interdit';
  if (change.treating) return setTreating(call, patient, change.action);
  const etat = change.action === 'AJOUT' ? 'VALIDE' : 'NON_EXISTE';
  if (state === etat) return change.action === 'AJOUT' ? 'deja' : 'absente';
  directory.authorise(patient.matricule, { ...holder, etat });
  return 'fait';
}

/** Who gets the authorisation: what an employee declares is given to his structure (facts, DMP §8, note 1). */
function holderOf(call: Call): ReturnType<typeof professionalOf> {
  const { caller } = call;
  return caller.right('TD0.3 ajout') === 'structure'
    ? { id: caller.structure, nom: caller.structure, prenom: '', structure: caller.structure }
    : professionalOf(call);
}

/** The treating physician is an authorised one; to leave that role keeps the authorisation (inferred). */
function setTreating(call: Call, patient: DmpPatient, action: Action): 'fait' {
  const { directory, caller } = call;
  const { nameId } = caller.vihf;
  if (action === 'AJOUT') {
    directory.authorise(patient.matricule, { ...professionalOf(call), etat: 'VALIDE' });
    directory.setMedecinTraitant(patient, nameId);
  } else if (patient.medecinTraitant === nameId) directory.setMedecinTraitant(patient, undefined);
  return 'fait';
}
