import type { Random } from '../../core/index.ts';
import { type BareCall, matrixFault } from './call.ts';
import { copyOf, echoOf, hl7Answer } from './hl7-message.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import type { DmpPatient } from './patient.ts';
import { observationXml, registrationEvent } from './patient-xml.ts';
import type { DmpReply } from './reply.ts';
import { attribute, textAt, treeAt, type XmlTree } from './xml-tree.ts';

const interaction = 'PRPA_IN201306UV02';

/** Clients know of too many results (facts, DMP §4.3); the real bound is not public. */
const most = 20;
const shortestName = 2;

/** Traits asked, upper case and without accents. */
interface Traits {
  family: string;
  given: string;
  sex: string;
  /** `AAAAMMJJ`, or its beginning. */
  birth: string;
}

/** TD0.5: a patient without INS, for the regulation centre (ITI-47, PDQ V3; facts, DMP §4.3). */
export function searchPatients(random: Random): (call: BareCall) => DmpReply {
  return (call) => {
    const query = treeAt(call.request.body, 'hl7:controlActProcess/hl7:queryByParameter');
    if (query === undefined) return { fault: 'corps_inattendu', detail: 'queryByParameter est absent' };
    const refusal = matrixFault(call, 'TD0.5');
    if (refusal !== undefined) return refusal;
    const traits = traitsOf(query);
    if (traits.family.length < shortestName) {
      return { fault: 'donnee_obligatoire', detail: `un nom de ${shortestName} caractères au moins` };
    }
    const found = candidates(call, traits);
    const body = found.length > most ? tooMany(call, query, random) : answer(call, { query, found, random });
    return { action: `${ns.hl7}:${interaction}`, body };
  };
}

function traitsOf(query: XmlTree): Traits {
  const list = treeAt(query, 'hl7:parameterList');
  const name = treeAt(list, 'hl7:livingSubjectName/hl7:value');
  const value = (path: string): XmlTree | undefined => treeAt(list, `hl7:${path}/hl7:value`);
  return {
    family: plain(textAt(name, 'hl7:family')),
    given: plain(textAt(name, 'hl7:given')),
    sex: attribute(value('livingSubjectAdministrativeGender'), 'code'),
    birth: attribute(value('livingSubjectBirthTime'), 'value'),
  };
}

/** The birth name or the name in use begins as asked, and every other trait given agrees (inferred). */
function candidates({ directory }: BareCall, { family, given, sex, birth }: Traits): DmpPatient[] {
  return [...directory.everyone()]
    .map(({ patient }) => patient)
    .filter(({ etat }) => etat === 'actif')
    .filter(({ nomNaissance, nomUtilise = '' }) =>
      [nomNaissance, nomUtilise].some((one) => plain(one).startsWith(family)),
    )
    .filter(({ prenom }) => plain(prenom).startsWith(given))
    .filter(({ sexe }) => sex === '' || sexe === sex)
    .filter(({ dateNaissance }) => dateNaissance.replaceAll('-', '').startsWith(birth.slice(0, 8)));
}

function answer(
  call: BareCall,
  { query, found, random }: { query: XmlTree; found: readonly DmpPatient[]; random: Random },
): string {
  const total = found.length;
  return message(call, random, {
    act: [
      code,
      ...found.map((patient) => candidate(patient, scoreOf(patient, traitsOf(query)))),
      `<queryAck>${copyOf(treeAt(query, 'hl7:queryId'), 'queryId')}`,
      `<queryResponseCode code="${total === 0 ? 'NF' : 'OK'}"/><resultTotalQuantity value="${total}"/>`,
      `<resultCurrentQuantity value="${total}"/><resultRemainingQuantity value="0"/></queryAck>`,
      echoOf(query),
    ].join(''),
  });
}

const code = '<code code="PRPA_TE201306UV02" codeSystem="2.16.840.1.113883.1.6"/>';

// How the real answer says it is not public: an application error, as ITI-47 writes them (inferred).
function tooMany(call: BareCall, query: XmlTree, random: Random): string {
  return message(call, random, {
    refused: `probant_trop_de_resultats : plus de ${most} patients répondent à la recherche`,
    act: `${code}<queryAck>${copyOf(treeAt(query, 'hl7:queryId'), 'queryId')}<queryResponseCode code="AE"/></queryAck>${echoOf(query)}`,
  });
}

function message(call: BareCall, random: Random, { act, refused }: { act: string; refused?: string }): string {
  const acknowledgement = refused === undefined ? {} : { code: 'AE' as const, detail: refused };
  const { request, now } = call;
  return hl7Answer({
    interaction,
    request: request.body,
    now,
    random,
    acknowledgement: { ...acknowledgement, asChild: true },
    act,
  });
}

function candidate(patient: DmpPatient, score: number): string {
  const match =
    '<subjectOf1 typeCode="SBJ"><queryMatchObservation classCode="OBS" moodCode="EVN"><code code="POURCENTAGE"/>' +
    `<value xsi:type="INT" value="${score}"/></queryMatchObservation></subjectOf1>`;
  const opposition = observationXml({
    code: 'OPPOSITION_ACCES_URGENCE',
    label: 'opposition à l’accès d’urgence',
    value: patient.oppositions?.accesUrgence ?? false,
    around: 'subjectOf2',
  });
  return registrationEvent(patient, { observations: match + opposition });
}

/** How much of what was asked agrees word for word; how the DMP counts is not public (inferred). */
function scoreOf(patient: DmpPatient, { family, given, birth }: Traits): number {
  const names = [patient.nomNaissance, patient.nomUtilise ?? ''].map(plain);
  const exact = [
    names.includes(family),
    given === '' || plain(patient.prenom) === given,
    birth === '' || birth.slice(0, 8) === patient.dateNaissance.replaceAll('-', ''),
  ];
  return Math.round((100 * exact.filter(Boolean).length) / exact.length);
}

function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase().trim();
}
