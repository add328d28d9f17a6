import { escapeXml } from '../../core/index.ts';
import { dmpNamespaces as ns } from './namespaces.ts';

interface FaultText {
  subcode: string;
  soapCode: 'Sender' | 'Receiver' | 'VersionMismatch';
  /** French; `{detail}` is replaced by what was found. */
  reason: string;
  /** Facts the line rests on; where none is named, no public one exists and the words are the bench's own. */
  source?: string;
}

// No list of the DMP's errors is public (facts, DMP §7): a subcode with the prefix `probant_` is ours, and a real one
// takes its place here once it is known.
const faults = {
  certificat_vihf: {
    subcode: 'DMPInvalidCertificate',
    soapCode: 'Sender',
    reason: 'Le certificat ayant signé le VIHF est invalide : {detail}',
    source: 'DMP §7, trace réelle',
  },
  droits: {
    subcode: 'DMPAccessDeniedByRightsService',
    soapCode: 'Sender',
    reason: 'Accès refusé par la matrice des droits fonctionnels : {detail}',
    source: 'DMP §7, code de l’accès web (inféré pour SOAP)',
  },
  specialite: {
    subcode: 'probant_vihf_specialite',
    soapCode: 'Sender',
    reason: 'Aucune spécialité dans le vihf. Spécialité obligatoire pour les Médecins...',
    source: 'DMP §7, texte documenté',
  },
  personne_morale: {
    subcode: 'probant_personne_morale',
    soapCode: 'Sender',
    reason: "Erreur d'authentification de la personne morale",
    source: 'DMP §3, texte documenté',
  },
  structure_inactive: {
    subcode: 'probant_structure_inactive',
    soapCode: 'Sender',
    reason: "Impossible d'effectuer un test d'existence : Structure introuvable ou Inactive",
    source: 'DMP §3, texte documenté',
  },
  ps_structure: {
    subcode: 'probant_ps_structure',
    soapCode: 'Sender',
    reason: 'PS et Structure non liés',
    source: 'DMP §3, texte documenté',
  },
  operation_fermee: {
    subcode: 'DMPAccessDeniedByRightsService',
    soapCode: 'Sender',
    reason: 'Accès refusé, {detail}',
    source: 'DMP §1, PDT-INF-527 (code de l’accès web, inféré pour SOAP)',
  },
  operation_retiree: {
    subcode: 'probant_operation_retiree',
    soapCode: 'Sender',
    reason: 'Cette opération n’est plus au WSDL depuis le 11/06/2024 : {detail}',
    source: 'DMP §1',
  },
  dmp_inexistant: {
    subcode: 'probant_dmp_inexistant',
    soapCode: 'Sender',
    reason: 'Ce patient n’a pas de DMP : {detail}',
  },
  dmp_ferme: { subcode: 'probant_dmp_ferme', soapCode: 'Sender', reason: 'Le DMP de ce patient est fermé.' },
  dmp_actif: { subcode: 'probant_dmp_actif', soapCode: 'Sender', reason: 'Le DMP de ce patient est déjà actif.' },
  donnee_obligatoire: {
    subcode: 'probant_donnee_obligatoire',
    soapCode: 'Sender',
    reason: 'Une donnée obligatoire manque : {detail}',
  },
  bris_de_glace_sans_raison: {
    subcode: 'probant_bris_de_glace_sans_raison',
    soapCode: 'Sender',
    reason: 'Le bris de glace veut une raison, dans l’attribut Mode_Acces_Raison du VIHF.',
    source: 'DMP §3, §8 (nom de l’attribut inféré)',
  },
  connexion_secrete: {
    subcode: 'probant_connexion_secrete',
    soapCode: 'Sender',
    reason: 'La connexion secrète n’est que pour un mineur : {detail}',
    source: 'DMP §3 (EX_0.1-1100 ; refus inféré)',
  },
  vihf_absent: {
    subcode: 'probant_vihf_absent',
    soapCode: 'Sender',
    reason: 'Il faut un VIHF, et un seul, dans wsse:Security : {detail}',
  },
  vihf_forme: { subcode: 'probant_vihf_forme', soapCode: 'Sender', reason: 'Le VIHF est mal formé : {detail}' },
  vihf_attribut: {
    subcode: 'probant_vihf_attribut',
    soapCode: 'Sender',
    reason: 'Un attribut du VIHF manque ou n’est pas admis : {detail}',
  },
  vihf_role: { subcode: 'probant_vihf_role', soapCode: 'Sender', reason: 'Le rôle du VIHF n’est pas admis : {detail}' },
  vihf_signature: {
    subcode: 'probant_vihf_signature',
    soapCode: 'Sender',
    reason: 'La signature du VIHF est invalide : {detail}',
  },
  vihf_emetteur: {
    subcode: 'probant_vihf_emetteur',
    soapCode: 'Sender',
    reason: 'L’émetteur du VIHF n’est pas le sujet du certificat qui l’a signé : {detail}',
  },
  vihf_porteur: {
    subcode: 'probant_vihf_porteur',
    soapCode: 'Sender',
    reason: 'Le professionnel du VIHF n’est pas le porteur de la carte : {detail}',
  },
  vihf_perime: { subcode: 'probant_vihf_perime', soapCode: 'Sender', reason: 'Le VIHF n’est plus valable : {detail}' },
  vihf_rejoue: { subcode: 'probant_vihf_rejoue', soapCode: 'Sender', reason: 'Le VIHF a déjà servi : {detail}' },
  vihf_patient: {
    subcode: 'probant_vihf_patient',
    soapCode: 'Sender',
    reason: 'Le patient du VIHF n’est pas celui de la demande : {detail}',
  },
  xml_invalide: {
    subcode: 'probant_xml_invalide',
    soapCode: 'Sender',
    reason: 'Le message n’est pas du XML : {detail}',
  },
  xml_interdit: {
    subcode: 'probant_xml_interdit',
    soapCode: 'Sender',
    reason: 'Le message contient un DOCTYPE, interdit en SOAP.',
  },
  message_trop_grand: {
    subcode: 'probant_message_trop_grand',
    soapCode: 'Sender',
    reason: 'Le message a trop d’éléments.',
  },
  version_soap: {
    subcode: 'probant_version_soap',
    soapCode: 'VersionMismatch',
    reason: 'L’enveloppe n’est pas une enveloppe SOAP 1.2.',
  },
  message_id_absent: {
    subcode: 'probant_message_id_absent',
    soapCode: 'Sender',
    reason: 'L’en-tête wsa:MessageID est absent ou vide.',
  },
  corps_inattendu: {
    subcode: 'probant_corps_inattendu',
    soapCode: 'Sender',
    reason: 'Cette adresse ne sert pas ce message : {detail}',
  },
  hors_perimetre: {
    subcode: 'probant_operation_hors_perimetre',
    soapCode: 'Receiver',
    reason: 'Le banc ne simule pas cette opération : {detail}',
  },
  asynchrone: {
    subcode: 'probant_asynchrone_non_servi',
    soapCode: 'Receiver',
    reason: 'Le WSDL déclare une variante asynchrone, que le banc ne sert pas : {detail}',
    source: 'DMP §1 : aucun client connu ne s’en sert',
  },
  mtom_attendu: {
    subcode: 'probant_mtom_attendu',
    soapCode: 'Sender',
    reason: 'Le dépôt doit utiliser MTOM (EX_2.1-1260) : {detail}',
    source: 'DMP §2, exigence documentée',
  },
  mtom_invalide: {
    subcode: 'probant_mtom_invalide',
    soapCode: 'Sender',
    reason: 'Le message MTOM ne peut pas être lu : {detail}',
  },
  adresse_inconnue: {
    subcode: 'probant_adresse_inconnue',
    soapCode: 'Sender',
    reason:
      'Le service n’écoute que POST …/si-dmp-server/v2/services/{patients,patientsPDQ,patientsSpecific,patientCertif,habilitations,registry,repository}.',
  },
  corps_trop_gros: {
    subcode: 'probant_corps_trop_gros',
    soapCode: 'Sender',
    reason: 'Le message dépasse la taille acceptée.',
  },
  erreur_interne: { subcode: 'probant_erreur_interne', soapCode: 'Receiver', reason: 'Le banc a échoué.' },
} as const satisfies Record<string, FaultText>;

/** Why the mocked DMP refuses a message as a whole. */
export type DmpFaultCode = keyof typeof faults;

/** A refusal: its code, and what was found. */
export interface DmpFault {
  fault: DmpFaultCode;
  detail?: string;
}

/** The refusal of a subcode, as the wire says it; undefined for one that is not of the service. */
export function faultCodeOf(subcode: string): DmpFaultCode | undefined {
  return (Object.keys(faults) as DmpFaultCode[]).find((code) => faults[code].subcode === subcode);
}

/** The body of a fault (facts, DMP §7: the only trace known has no Detail). */
export function faultBody({ fault, detail }: DmpFault): string {
  const { subcode, soapCode, reason }: FaultText = faults[fault];
  const text = escapeXml(reason.replace('{detail}', detail ?? ''));
  return (
    `<soap:Fault xmlns:soap="${ns.soap}"><soap:Code><soap:Value>soap:${soapCode}</soap:Value>` +
    `<soap:Subcode><soap:Value>soap:${subcode}</soap:Value></soap:Subcode></soap:Code>` +
    `<soap:Reason><soap:Text xml:lang="fr">${text}</soap:Text></soap:Reason></soap:Fault>`
  );
}
