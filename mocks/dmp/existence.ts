import { escapeXml, type Random } from '../../core/index.ts';
import { authorisationOf, blockedFault } from './access.ts';
import { type Call, matrixFault } from './call.ts';
import { copyOf, hl7Answer } from './hl7-message.ts';
import { type Ins, sameIns } from './ins.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import type { DmpPatient } from './patient.ts';
import { administrativeXml, type Observation, observationXml, registrationEvent } from './patient-xml.ts';
import type { DmpReply } from './reply.ts';
import { xdsTime } from './xds-time.ts';
import { attribute, treeAt } from './xml-tree.ts';

const interaction = 'PRPA_IN201308UV02';
const reasons: Readonly<Record<string, 'TD0.2' | 'TD1.3a'>> = { TEST_EXST: 'TD0.2', CNSLT_DATA: 'TD1.3a' };

/** TD0.2, existence and authorisation, and TD1.3a, administrative data (facts, DMP §4.1). */
export function existence(random: Random): (call: Call) => DmpReply {
  return (call) => {
    const { body } = call.request;
    const query = treeAt(body, 'hl7:controlActProcess');
    const reason = attribute(treeAt(query, 'hl7:reasonCode'), 'code');
    const right = reasons[reason];
    if (right === undefined) return { fault: 'hors_perimetre', detail: `PRPA_IN201307UV02, motif « ${reason} »` };
    const asked = treeAt(query, 'hl7:queryByParameter/hl7:parameterList/hl7:patientIdentifier/hl7:value');
    if (asked === undefined) return { fault: 'corps_inattendu', detail: 'patientIdentifier/value est absent' };
    const ins = { value: attribute(asked, 'extension'), oid: attribute(asked, 'root') };
    return (
      otherPatient(call, ins) ??
      matrixFault(call, right) ??
      (right === 'TD1.3a' ? blockedFault(call) : undefined) ?? {
        action: `${ns.hl7}:${interaction}`,
        body: message(call, right, random),
      }
    );
  };
}

/** The fault of a body that names another patient than the VIHF. */
export function otherPatient(call: Call, ins: Ins): Extract<DmpReply, { fault: unknown }> | undefined {
  if (sameIns(call.ins, ins)) return undefined;
  return { fault: 'vihf_patient', detail: `VIHF ${written(call.ins)}, demande ${written(ins)}` };
}

function written({ value, oid }: Ins): string {
  return `${value} (${oid})`;
}

function message(call: Call, right: 'TD0.2' | 'TD1.3a', random: Random): string {
  const { patient, now, request } = call;
  const act = treeAt(request.body, 'hl7:controlActProcess');
  return hl7Answer({
    interaction,
    request: request.body,
    now,
    random,
    attentionLines: patient === undefined || right !== 'TD0.2' ? '' : attentionLines(call, patient),
    act: [
      copyOf(treeAt(act, 'hl7:reasonCode'), 'reasonCode'),
      patient === undefined ? '' : registration(patient, right) + closing(patient),
      `<queryAck>${copyOf(treeAt(act, 'hl7:queryByParameter/hl7:queryId'), 'queryId')}`,
      `<queryResponseCode code="${patient === undefined ? 'NF' : 'OK'}"/></queryAck>`,
    ].join(''),
  });
}

function attentionLines(call: Call, patient: DmpPatient): string {
  const treating = patient.medecinTraitant === call.caller.vihf.nameId;
  return (
    '<attentionLine><keyWordText code="AUTORISATION" codeSystem="1.2.250.1.213.4.1.2.6.1"/>' +
    `<value xsi:type="CV" code="${authorisationOf(call)}" codeSystem="1.2.250.1.213.4.1.2.6.2"/></attentionLine>` +
    '<attentionLine><keyWordText code="STATUT_MT" codeSystem="1.2.250.1.213.4.1.2.6.3"/>' +
    `<value xsi:type="BL" value="${treating}"/></attentionLine>`
  );
}

function registration(patient: DmpPatient, right: 'TD0.2' | 'TD1.3a'): string {
  const observations = observationsOf(patient, right).map(observationXml).join('');
  return registrationEvent(patient, {
    observations,
    ...(right === 'TD1.3a' ? { more: administrativeXml(patient) } : {}),
  });
}

function observationsOf(patient: DmpPatient, right: 'TD0.2' | 'TD1.3a'): Observation[] {
  const { compteInternet, rattachementEns = true, oppositions = {} } = patient;
  if (right === 'TD1.3a') {
    const { brisDeGlace = false, accesUrgence = false } = oppositions;
    return [
      { code: 'OPPOSITION_BRIS_DE_GLACE', label: 'opposition au bris de glace', value: brisDeGlace },
      { code: 'OPPOSITION_ACCES_URGENCE', label: 'opposition à l’accès d’urgence', value: accesUrgence },
    ];
  }
  const account = { code: 'COMPTE_INTERNET_OUVERT', label: 'compte internet ouvert', system: '1.2.250.1.213.4.1.2.9' };
  return [
    { ...account, value: compteInternet },
    {
      code: 'RATTACHEMENT_ENS',
      label: 'information de rattachement du DMP à un ENS',
      value: rattachementEns,
    },
  ];
}

// A closed DMP gives its date, code and reason (RG_0310); where the real answer writes them is not public: they stand
// as the request that closes (TD1.4) writes them (inferred).
function closing({ etat, fermeture = {} }: DmpPatient): string {
  if (etat !== 'ferme') return '';
  const { date, motif = 'FERMETURE_DEMANDE_PATIENT', raison } = fermeture;
  return (
    '<reasonOf typeCode="RSON"><detectedIssueEvent classCode="ALRT" moodCode="EVN">' +
    `<code code="${escapeXml(motif)}" codeSystem="1.2.250.1.213.4.1.2.4"/>` +
    (raison === undefined ? '' : `<text>${escapeXml(raison)}</text>`) +
    (date === undefined ? '' : `<effectiveTime value="${xdsTime(Date.parse(date))}"/>`) +
    '</detectedIssueEvent></reasonOf>'
  );
}
