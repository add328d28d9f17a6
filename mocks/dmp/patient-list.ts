import { type BareCall, matrixFault } from './call.ts';
import type { DmpFault } from './faults.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import { dmpOk, type Field, outputOf } from './output.ts';
import type { DmpPatient } from './patient.ts';
import { civilityOf } from './patient-xml.ts';
import type { DmpReply } from './reply.ts';
import { xdsTime } from './xds-time.ts';
import { textAt } from './xml-tree.ts';

/** Kinds of date that a search looks at; spelled so by the schema (facts, DMP §4.4). */
const dateTypes = ['LASTAUTORIZATION', 'LASTDOC'] as const;

/** What is asked. */
interface Asked {
  /** `AAAAMMJJHHMMSS`, as the dates below: they compare as texts. */
  startDate: string;
  dateType: (typeof dateTypes)[number];
  /** Whose authorisations; undefined for those of a whole structure. */
  owner: string | undefined;
  structure: string;
}

/** A DMP of the list, and what the list says of it. */
interface Listed {
  patient: DmpPatient;
  authorised: string;
  accessed: string;
  updated: string;
  added: string;
}

/** TD0.4: the DMPs that a professional may access, by the date of an authorisation or of a document (facts, DMP §4.4). */
export function patientList(call: BareCall): DmpReply {
  const refusal = matrixFault(call, 'TD0.4');
  if (refusal !== undefined) return refusal;
  const asked = readAsked(call);
  if ('fault' in asked) return asked;
  const listed = listOf(call, asked).filter((one) => dateOf(one, asked.dateType) >= asked.startDate);
  return {
    action: 'urn:si-dmp-patients:PatientSpecificEndPoint:patientListResponse',
    body: outputOf('patientList', ns.pat, {
      data: listed.map((one): Field => ['patientlistData', fieldsOf(one, asked)]),
      status: dmpOk,
    }),
  };
}

function readAsked({ request, caller }: BareCall): Asked | DmpFault {
  const { body } = request;
  const startDate = textAt(body, 'pat:startDate');
  const dateType = dateTypes.find((one) => one === textAt(body, 'pat:dateType'));
  const asked = textAt(body, 'pat:psOwnerId');
  if (!/^\d{14}$/.test(startDate)) return { fault: 'corps_inattendu', detail: `startDate « ${startDate} »` };
  if (dateType === undefined) return { fault: 'corps_inattendu', detail: 'dateType' };
  const answer = caller.right('TD0.4');
  // Notes 2 and 3 (facts, DMP §8): an employee names a professional of his structure; a structure lists the new
  // authorisations alone.
  if (answer === 'nouvelles' && dateType !== 'LASTAUTORIZATION') {
    return { fault: 'droits', detail: 'une structure ne liste que les nouvelles autorisations' };
  }
  if (answer === 'oui' && asked !== '' && asked !== caller.vihf.nameId) {
    return { fault: 'droits', detail: `psOwnerId ${asked} n’est pas le professionnel du VIHF` };
  }
  const owner = asked !== '' ? asked : answer === 'oui' ? caller.vihf.nameId : undefined;
  return { startDate, dateType, owner, structure: caller.structure };
}

function listOf(call: BareCall, asked: Asked): Listed[] {
  return [...call.directory.everyone()].flatMap(({ patient, since }) => {
    if (patient.etat === 'ferme') return [];
    const authorised = authorisedAt(call, asked, { patient, since });
    return authorised === undefined
      ? []
      : [{ patient, authorised: xdsTime(authorised), ...datesOf(call, asked, patient) }];
  });
}

// The state declared for every professional counts from the declaration.
function authorisedAt(
  { directory, caller }: BareCall,
  { owner, structure }: Asked,
  { patient, since }: { patient: DmpPatient; since: number },
): number | undefined {
  const records = directory.authorisations.of(patient.matricule).filter(({ etat }) => etat === 'VALIDE');
  const ofStructure = caller.actsForStructure;
  const own = records.filter(
    (one) => (owner === undefined || one.id === owner) && (!ofStructure || isOf(one, structure)),
  );
  const [last] = own.map(({ derniereAction }) => derniereAction).sort((a, b) => b - a);
  if (last !== undefined || ofStructure || owner === undefined) return last;
  const explicit = directory.authorisations.get(patient.matricule, owner) !== undefined;
  return !explicit && patient.autorisation === 'VALIDE' ? since : undefined;
}

function isOf(one: { id: string; structure?: string }, structure: string): boolean {
  return one.id === structure || one.structure === structure;
}

function datesOf(
  { directory, caller }: BareCall,
  { owner = caller.vihf.nameId }: Asked,
  { matricule }: DmpPatient,
): Omit<Listed, 'patient' | 'authorised'> {
  const entries = directory.registry.of(matricule);
  const last = (times: readonly string[]): string => [...times].sort().at(-1) ?? '';
  const accessed = directory.lastAccess(matricule, owner);
  return {
    accessed: accessed === undefined ? '' : xdsTime(accessed),
    updated: last(entries.map(({ submitted }) => submitted)),
    added: last(entries.filter(({ object }) => object.version === '1').map(({ submitted }) => submitted)),
  };
}

function dateOf({ authorised, updated }: Listed, type: Asked['dateType']): string {
  return type === 'LASTAUTORIZATION' ? authorised : updated;
}

// `message` (a message waits for the professional) has no public meaning: never (inferred).
function fieldsOf({ patient, accessed, updated, added }: Listed, { owner }: Asked): Field[] {
  const { matricule, cle, oid } = patient;
  const dates: ReadonlyArray<[string, string]> = [
    ['lastAccessDate', accessed],
    ['lastUpdateDate', updated],
    ['lastAddDate', added],
  ];
  return [
    [
      'patientIdentifier',
      [
        ['nationalId', `${matricule}${cle}`],
        ['nationalIdType', oid],
      ],
    ],
    ['lastName', patient.nomUtilise ?? patient.nomNaissance],
    ['patronymicalName', patient.nomNaissance],
    ['firstName', patient.prenom],
    ['civility', civilityOf(patient)],
    ['dateOfBirth', patient.dateNaissance.replaceAll('-', '')],
    ['MT', owner !== undefined && patient.medecinTraitant === owner],
    ['message', false],
    ...dates.filter(([, value]) => value !== ''),
  ];
}
