import { escapeXml, type Random } from '../../core/index.ts';
import { type Call, matrixFault } from './call.ts';
import { sameIns } from './ins.ts';
import { dmpOids, dmpNamespaces as ns } from './namespaces.ts';
import type { DmpPatient } from './patient.ts';
import { type DmpReply, uuid } from './reply.ts';
import { xdsTime } from './xds-time.ts';
import { attribute, treeAt, type XmlTree } from './xml-tree.ts';

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
    if (!sameIns(call.ins, ins)) {
      return { fault: 'vihf_patient', detail: `VIHF ${written(call.ins)}, demande ${written(ins)}` };
    }
    return matrixFault(call, right) ?? { action: `${ns.hl7}:${interaction}`, body: message(call, right, random) };
  };
}

function written({ value, oid }: Call['ins']): string {
  return `${value} (${oid})`;
}

function message(call: Call, right: 'TD0.2' | 'TD1.3a', random: Random): string {
  const { body } = call.request;
  const { patient } = call;
  const act = treeAt(body, 'hl7:controlActProcess');
  return [
    `<${interaction} xmlns="${ns.hl7}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">`,
    `<id root="${uuid(random)}"/><creationTime value="${xdsTime(call.now)}"/>`,
    `<interactionId root="2.16.840.1.113883.1.6" extension="${interaction}"/><processingCode code="P"/>`,
    '<processingModeCode code="T"/><acceptAckCode code="NE"/>',
    device('receiver', 'RCV', senderOf(body)),
    device('sender', 'SND', `<id root="${dmpOids.application}"/><softwareName>DMP</softwareName>`),
    patient === undefined || right !== 'TD0.2' ? '' : attentionLines(call, patient),
    `<acknowledgement typeCode="AA"><targetMessage>${copyOf(treeAt(body, 'hl7:id'), 'id')}</targetMessage></acknowledgement>`,
    '<controlActProcess classCode="CACT" moodCode="EVN">',
    copyOf(treeAt(act, 'hl7:reasonCode'), 'reasonCode'),
    patient === undefined ? '' : registration(patient, right) + closing(patient),
    `<queryAck>${copyOf(treeAt(act, 'hl7:queryByParameter/hl7:queryId'), 'queryId')}`,
    `<queryResponseCode code="${patient === undefined ? 'NF' : 'OK'}"/></queryAck></controlActProcess></${interaction}>`,
  ].join('');
}

function device(role: string, code: string, content: string): string {
  return `<${role} typeCode="${code}"><device classCode="DEV" determinerCode="INSTANCE">${content}</device></${role}>`;
}

function senderOf(body: XmlTree): string {
  const sender = treeAt(body, 'hl7:sender/hl7:device');
  const name = treeAt(sender, 'hl7:softwareName')?.text ?? '';
  return `${copyOf(treeAt(sender, 'hl7:id'), 'id')}<softwareName>${escapeXml(name)}</softwareName>`;
}

// The answer names what it answers by the attributes of the request.
function copyOf(tree: XmlTree | undefined, name: string): string {
  const attributes = ['root', 'extension', 'code', 'codeSystem', 'displayName']
    .map((key): [string, string] => [key, attribute(tree, key)])
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${attributes.join('')}/>`;
}

function attentionLines({ directory, caller }: Call, patient: DmpPatient): string {
  const { nameId } = caller.vihf;
  const state = directory.authorisation(patient.matricule, nameId) ?? 'NON_EXISTE';
  const treating = patient.medecinTraitant === nameId;
  return (
    '<attentionLine><keyWordText code="AUTORISATION" codeSystem="1.2.250.1.213.4.1.2.6.1"/>' +
    `<value xsi:type="CV" code="${state}" codeSystem="1.2.250.1.213.4.1.2.6.2"/></attentionLine>` +
    '<attentionLine><keyWordText code="STATUT_MT" codeSystem="1.2.250.1.213.4.1.2.6.3"/>' +
    `<value xsi:type="BL" value="${treating}"/></attentionLine>`
  );
}

function registration(patient: DmpPatient, right: 'TD0.2' | 'TD1.3a'): string {
  const { matricule, cle, oid, etat, sexe, dateNaissance } = patient;
  return [
    '<subject typeCode="SUBJ" contextConductionInd="false"><registrationEvent classCode="REG" moodCode="EVN">',
    '<statusCode code="completed"/><subject1 typeCode="SBJ"><patient classCode="PAT">',
    `<id root="${oid}" extension="${matricule}${cle}"/><statusCode code="${etat === 'ferme' ? 'terminated' : 'active'}"/>`,
    `<patientPerson classCode="PSN" determinerCode="INSTANCE"><name><prefix>${sexe === 'F' ? 'Mme' : 'M.'}</prefix>`,
    `<given>${escapeXml(patient.prenom)}</given>${families(patient)}</name>`,
    `<administrativeGenderCode code="${sexe}"/><birthTime value="${dateNaissance.replaceAll('-', '')}"/></patientPerson>`,
    observations(patient, right),
    `</patient></subject1><custodian typeCode="CST"><assignedEntity classCode="ASSIGNED"><id root="${dmpOids.application}"/>`,
    '</assignedEntity></custodian></registrationEvent></subject>',
  ].join('');
}

// SP is the name in use, BR that of birth; the sample bears SP alone.
function families({ nomNaissance, nomUtilise }: DmpPatient): string {
  const used = `<family qualifier="SP">${escapeXml(nomUtilise ?? nomNaissance)}</family>`;
  return nomUtilise === undefined ? used : `${used}<family qualifier="BR">${escapeXml(nomNaissance)}</family>`;
}

function observations(patient: DmpPatient, right: 'TD0.2' | 'TD1.3a'): string {
  const { compteInternet, rattachementEns = true, oppositions = {} } = patient;
  const about = '1.2.250.1.213.4.1.2.3';
  const found: Array<[string, string, string, boolean | undefined]> =
    right === 'TD0.2'
      ? [
          ['COMPTE_INTERNET_OUVERT', '1.2.250.1.213.4.1.2.9', 'compte internet ouvert', compteInternet],
          ['RATTACHEMENT_ENS', about, 'information de rattachement du DMP à un ENS', rattachementEns],
        ]
      : [
          ['OPPOSITION_BRIS_DE_GLACE', about, 'opposition au bris de glace', oppositions.brisDeGlace ?? false],
          ['OPPOSITION_ACCES_URGENCE', about, 'opposition à l’accès d’urgence', oppositions.accesUrgence ?? false],
        ];
  return found.map(([code, system, label, value]) => observation({ code, system, label, value })).join('');
}

function observation(one: { code: string; system: string; label: string; value: boolean | undefined }): string {
  if (one.value === undefined) return '';
  return (
    '<subjectOf typeCode="SBJ"><administrativeObservation classCode="OBS" moodCode="EVN">' +
    `<code code="${one.code}" codeSystem="${one.system}" displayName="${escapeXml(one.label)}"/>` +
    `<value xsi:type="BL" value="${one.value}"/></administrativeObservation></subjectOf>`
  );
}

// Where the real answer writes the closing is not public; the request that closes (TD1.4) writes it so (inferred).
function closing({ etat }: DmpPatient): string {
  if (etat !== 'ferme') return '';
  return (
    '<reasonOf typeCode="RSON"><detectedIssueEvent classCode="ALRT" moodCode="EVN">' +
    '<code code="FERMETURE_DEMANDE_PATIENT" codeSystem="1.2.250.1.213.4.1.2.4"/></detectedIssueEvent></reasonOf>'
  );
}
