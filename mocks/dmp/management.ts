import { type Random, uuid } from '../../core/index.ts';
import { blockedFault } from './access.ts';
import { type Call, matrixFault } from './call.ts';
import { otherPatient } from './existence.ts';
import type { DmpFault } from './faults.ts';
import { copyOf, hl7Answer } from './hl7-message.ts';
import { dmpOids, dmpNamespaces as ns } from './namespaces.ts';
import type { DmpPatient } from './patient.ts';
import { observationSystem, registrationEvent } from './patient-xml.ts';
import type { DmpReply } from './reply.ts';
import type { DmpRight } from './rights.ts';
import { attribute, textAt, treeAt, treesAt, type XmlTree } from './xml-tree.ts';

const interaction = 'PRPA_IN201315UV02';

/** A change of the DMP's own state, by the reason of the request (facts, DMP §4.2; REAC as the kit of S3 writes it). */
interface Change {
  right: DmpRight;
  /** State that the DMP must be in. */
  from: 'actif' | 'ferme';
  /** What the request lacks. */
  lacks(request: XmlTree): string | undefined;
  apply(patient: DmpPatient, request: XmlTree, now: number): DmpPatient;
}

const changes: Readonly<Record<string, Change>> = {
  REAC: { right: 'TD1.2', from: 'ferme', lacks: consentLacks, apply: reactivated },
  MODIF_DATA: { right: 'TD1.3b', from: 'actif', lacks: traitsLack, apply: modified },
  FERM: { right: 'TD1.4', from: 'actif', lacks: reasonLacks, apply: closed },
};

/** TD1.2 reactivation, TD1.3b modification, TD1.4 closing: `PRPA_IN201314UV02` (facts, DMP §4.2). */
export function manage(random: Random): (call: Call) => DmpReply {
  return (call) => {
    const { body } = call.request;
    const act = treeAt(body, 'hl7:controlActProcess');
    const reason = treeAt(act, 'hl7:reasonCode');
    const code = attribute(reason, 'code');
    const change = changes[code];
    if (change === undefined) return { fault: 'hors_perimetre', detail: `PRPA_IN201314UV02, motif « ${code} »` };
    const before = patientOf(call, change);
    if ('fault' in before) return before;
    const after = change.apply(before, body, call.now);
    call.directory.update(after);
    const content = copyOf(reason, 'reasonCode') + registrationEvent(after, { observations: '' });
    return { action: `${ns.hl7}:PRPA_IN201314ResponseUV02`, body: wrapped(call, content, random) };
  };
}

/**
 * The patient whose DMP may change so, or why it may not. The fault of the state is told before the form's: who may not act
 * is told nothing of his message.
 */
function patientOf(call: Call, change: Change): DmpPatient | DmpFault {
  const { request, patient, ins } = call;
  const id = treeAt(treeAt(request.body, patientPath), 'hl7:id');
  const named = { value: attribute(id, 'extension'), oid: attribute(id, 'root') };
  const other = otherPatient(call, named);
  if (other !== undefined) return other;
  if (patient === undefined) return { fault: 'dmp_inexistant', detail: ins.value };
  // Note 10: the DMPs attached to Mon espace santé are managed there.
  const denied = matrixFault(call, change.right, { attached: patient.rattachementEns ?? true }) ?? blockedFault(call);
  if (denied !== undefined) return denied;
  if (patient.etat !== change.from) return { fault: patient.etat === 'ferme' ? 'dmp_ferme' : 'dmp_actif' };
  const lacking = authorLacks(request.body) ?? change.lacks(request.body);
  return lacking === undefined ? patient : { fault: 'donnee_obligatoire', detail: lacking };
}

function wrapped(call: Call, act: string, random: Random): string {
  const message = hl7Answer({
    interaction,
    request: call.request.body,
    now: call.now,
    random,
    id: `<id root="${dmpOids.application}.1" extension="${uuid(random)}"/>`,
    act,
  });
  return `<gdp:PRPA_IN201314UV02_Response xmlns:gdp="asip:ci-sis:gdp:2010">${message}</gdp:PRPA_IN201314UV02_Response>`;
}

const requestPath = 'hl7:controlActProcess/hl7:subject/hl7:registrationRequest';
const patientPath = `${requestPath}/hl7:subject1/hl7:patient`;
const personPath = `${patientPath}/hl7:patientPerson`;

// RG_2230: an author has a family name and a given one, or the flow is refused (facts, DMP §4.2).
function authorLacks(request: XmlTree): string | undefined {
  const entity = treeAt(request, `${requestPath}/hl7:author/hl7:assignedEntity`);
  if (attribute(treeAt(entity, 'hl7:id'), 'extension') === '') return 'l’identifiant de l’auteur';
  const filled = (part: string): boolean => textAt(entity, `hl7:assignedPerson/hl7:name/hl7:${part}`) !== '';
  return filled('family') && filled('given') ? undefined : 'le nom et le prénom de l’auteur (RG_2230)';
}

// The kits write it, with a value: a refusal of the patient reactivates nothing (inferred).
function consentLacks(request: XmlTree): string | undefined {
  const observations = treesAt(request, `${patientPath}/hl7:subjectOf/hl7:administrativeObservation`);
  const consent = observations.find((one) => {
    const code = treeAt(one, 'hl7:code');
    return (
      attribute(code, 'code') === 'CONSENTEMENT_REACTIVATION_DMP' && attribute(code, 'codeSystem') === observationSystem
    );
  });
  const given = attribute(treeAt(consent, 'hl7:value'), 'value') === 'true';
  return given ? undefined : 'le consentement à la réactivation (CONSENTEMENT_REACTIVATION_DMP)';
}

// Clients know of distinct refusals for each of these (facts, DMP §7, S19).
function traitsLack(request: XmlTree): string | undefined {
  const person = treeAt(request, personPath);
  const lacking: ReadonlyArray<[string, string]> = [
    ['la civilité', textAt(person, 'hl7:name/hl7:prefix')],
    ['le nom', textAt(person, 'hl7:name/hl7:family')],
    ['le prénom', textAt(person, 'hl7:name/hl7:given')],
    ['le sexe', attribute(treeAt(person, 'hl7:administrativeGenderCode'), 'code')],
    ['la date de naissance', attribute(treeAt(person, 'hl7:birthTime'), 'value')],
  ];
  return lacking.find(([, value]) => value === '')?.[0];
}

function reasonLacks(request: XmlTree): string | undefined {
  // Facts, DMP §4.2: who closes writes the state that the DMP takes.
  const state = attribute(treeAt(request, `${patientPath}/hl7:statusCode`), 'code');
  if (state !== 'terminated') return `patient/statusCode terminated (il vaut « ${state} »)`;
  const { code, text } = reasonOf(request);
  return code === '' || text === '' ? 'le motif de fermeture (detectedIssueEvent, code et text)' : undefined;
}

function reasonOf(request: XmlTree): { code: string; text: string } {
  const event = treeAt(request, 'hl7:controlActProcess/hl7:reasonOf/hl7:detectedIssueEvent');
  return { code: attribute(treeAt(event, 'hl7:code'), 'code'), text: textAt(event, 'hl7:text') };
}

function reactivated({ fermeture: _, ...patient }: DmpPatient): DmpPatient {
  return { ...patient, etat: 'actif' };
}

function closed(patient: DmpPatient, request: XmlTree, now: number): DmpPatient {
  const { code, text } = reasonOf(request);
  return { ...patient, etat: 'ferme', fermeture: { date: new Date(now).toISOString(), motif: code, raison: text } };
}

/** What the message gives takes the place of what was; what it leaves out stays (inferred). */
function modified(patient: DmpPatient, request: XmlTree): DmpPatient {
  const person = treeAt(request, personPath);
  const families = treesAt(person, 'hl7:name/hl7:family');
  const family = (qualifier: string): string =>
    families.find((one) => attribute(one, 'qualifier') === qualifier)?.text ?? '';
  const birth = attribute(treeAt(person, 'hl7:birthTime'), 'value');
  const sex = attribute(treeAt(person, 'hl7:administrativeGenderCode'), 'code');
  const adresse = addressOf(treeAt(person, 'hl7:addr'));
  return {
    ...patient,
    prenom: textAt(person, 'hl7:name/hl7:given'),
    civilite: textAt(person, 'hl7:name/hl7:prefix'),
    sexe: sex === 'M' || sex === 'F' ? sex : patient.sexe,
    dateNaissance: /^\d{8}/.test(birth) ? birth.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3') : patient.dateNaissance,
    ...given('nomNaissance', family('BR')),
    ...given('nomUtilise', family('SP') || family('')),
    ...telecomsOf(person),
    ...(adresse === undefined ? {} : { adresse }),
  };
}

function telecomsOf(person: XmlTree | undefined): Pick<DmpPatient, 'courriel' | 'mobile' | 'telephone'> {
  const found = treesAt(person, 'hl7:telecom').map((one) => [attribute(one, 'use'), attribute(one, 'value')] as const);
  const tel = (use: string): string =>
    found.find(([one, value]) => one === use && value.startsWith('tel:'))?.[1].slice('tel:'.length) ?? '';
  const mail = found.find(([, value]) => value.startsWith('mailto:'))?.[1].slice('mailto:'.length) ?? '';
  return { ...given('courriel', mail), ...given('mobile', tel('MC')), ...given('telephone', tel('HP')) };
}

function addressOf(tree: XmlTree | undefined): DmpPatient['adresse'] {
  if (tree === undefined) return undefined;
  return {
    lignes: treesAt(tree, 'hl7:streetAddressLine').map(({ text }) => text),
    ...given('codePostal', textAt(tree, 'hl7:postalCode')),
    ...given('ville', textAt(tree, 'hl7:city')),
    ...given('pays', textAt(tree, 'hl7:country')),
  };
}

function given<Key extends string>(key: Key, value: string): Partial<Record<Key, string>> {
  return value === '' ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}
