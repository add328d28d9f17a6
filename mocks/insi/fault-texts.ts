import type { InsiFaultCode } from './program.ts';

/**
 * Codes of the bench itself, for refusals whose real code is not public: the prefix keeps them from being taken for
 * codes of the Assurance Maladie (facts, INSi §1.13).
 */
export type ProbantFaultCode =
  | 'probant_xml_invalide'
  | 'probant_xml_interdit'
  | 'probant_version_soap'
  | 'probant_schema'
  | 'probant_action_inconnue'
  | 'probant_corps_inattendu'
  | 'probant_message_id_absent'
  | 'probant_contexte_lps_absent'
  | 'probant_contexte_bam_absent'
  | 'probant_couverture_absente'
  | 'probant_trait_absent'
  | 'probant_operation_hors_perimetre'
  | 'probant_couverture_vide'
  | 'probant_matricule_absent'
  | 'probant_regle_lexicale'
  | 'probant_assertion_ps_absente'
  | 'probant_assertion_ps_incomplete'
  | 'probant_assertion_ps_expiree'
  | 'probant_assertion_ps_signature'
  | 'probant_assertion_ps_certificat'
  | 'probant_assertion_ps_emetteur'
  | 'probant_assertion_ps_porteur'
  | 'probant_assertion_ps_attribut'
  | 'probant_assertion_vitale_absente'
  | 'probant_assertion_vitale_invalide'
  | 'probant_jeton_absent'
  | 'probant_jeton_refuse'
  | 'probant_assertion_psc_absente'
  | 'probant_assertion_psc_incomplete'
  | 'probant_assertion_psc_expiree'
  | 'probant_assertion_psc_attribut'
  | 'probant_assertion_psc_sujet'
  | 'probant_lot_vide'
  | 'probant_lot_trop_grand'
  | 'probant_lot_inconnu'
  | 'probant_adresse_inconnue'
  | 'probant_corps_trop_gros'
  | 'probant_erreur_interne';

/** Any code that the mocked service answers. */
export type FaultCode = InsiFaultCode | ProbantFaultCode;

/** What a fault says, and how. */
export interface FaultText {
  /** `front` is DESIR, which checks and routes; `back-end` is ICIR, which searches. Each writes faults its own way. */
  producer: 'front' | 'back-end';
  soapCode: 'Sender' | 'Receiver' | 'VersionMismatch';
  /** 10: control of the input; 40: technical; 100: right of access. */
  subcode: 'siram_10' | 'siram_40' | 'siram_100';
  severity: string;
  detail: string;
  reason: string;
}

const unavailable =
  'Le service est temporairement inaccessible. Veuillez renouveler votre demande ultérieurement. ' +
  "Si le problème persiste, contactez l'éditeur du progiciel ou votre responsable informatique.";

const refused = {
  producer: 'front',
  soapCode: 'Sender',
  subcode: 'siram_10',
  severity: 'erreur',
  reason: 'Requête refusée par le banc d’essai.',
} as const;

// Refusals of access.
const denied = { ...refused, subcode: 'siram_100' } as const;

// Facts, INSi §1.7. Inferred: subcode, SOAP code and severity of desir_560; desir_1020 is of low confidence, and insi_19
// and insi_111 come from the test of a third party. `fatal` of insi_102 is what the live service writes, though its own schema wants `fatale`.
export const faultTexts: Readonly<Record<FaultCode, FaultText>> = {
  desir_550: {
    producer: 'front',
    soapCode: 'Sender',
    subcode: 'siram_100',
    severity: 'erreur',
    detail: "Numéro d'autorisation du logiciel inconnu.",
    reason:
      "L'accès par ce progiciel au service n'est pas autorisé. Contactez l'éditeur du progiciel ou votre responsable informatique.",
  },
  desir_560: {
    producer: 'front',
    soapCode: 'Sender',
    subcode: 'siram_100',
    severity: 'erreur',
    detail: "Niveau d'accès insuffisant",
    reason: 'Vous ne disposez pas des droits suffisants pour accéder à ce service',
  },
  desir_1020: {
    producer: 'front',
    soapCode: 'Sender',
    subcode: 'siram_40',
    severity: 'fatale',
    detail: 'Le service appelé est temporairement indisponible',
    reason: 'Le service appelé est temporairement indisponible',
  },
  insi_102: {
    producer: 'back-end',
    soapCode: 'Receiver',
    subcode: 'siram_40',
    severity: 'fatal',
    detail: "L'appel au service de recherche avec les traits d'identité renvoie une erreur technique.",
    reason: unavailable,
  },
  insi_111: {
    producer: 'back-end',
    soapCode: 'Receiver',
    subcode: 'siram_40',
    severity: 'fatale',
    detail: 'Indisponibilité des téléservices',
    reason: 'Indisponibilité des téléservices',
  },
  insi_19: {
    producer: 'back-end',
    soapCode: 'Sender',
    subcode: 'siram_10',
    severity: 'erreur',
    detail: 'Le champ nom de naissance est obligatoire',
    reason: 'Le champ nom de naissance est obligatoire',
  },
  probant_xml_invalide: { ...refused, detail: 'Le message n’est pas du XML bien formé.' },
  probant_xml_interdit: { ...refused, detail: 'Le message contient un DOCTYPE, interdit en SOAP.' },
  probant_version_soap: {
    ...refused,
    soapCode: 'VersionMismatch',
    detail: 'L’enveloppe n’est pas une enveloppe SOAP 1.2.',
  },
  probant_schema: { ...refused, detail: 'Le message ne suit pas les schémas du WSDL.' },
  probant_action_inconnue: { ...refused, detail: 'L’action demandée n’existe pas dans le service.' },
  probant_corps_inattendu: { ...refused, detail: 'Le corps du message n’est pas celui de l’action demandée.' },
  probant_message_id_absent: { ...refused, detail: 'L’en-tête wsa:MessageID est absent ou vide.' },
  probant_contexte_lps_absent: {
    ...refused,
    detail: 'L’en-tête ContexteLPS est absent ou incomplet (Version, Id, Temps).',
  },
  probant_contexte_bam_absent: {
    ...refused,
    detail: 'L’en-tête ContexteBAM est absent ou incomplet (Version, Id, Temps).',
  },
  probant_couverture_absente: { ...refused, detail: 'L’élément COUVERTURE de ContexteBAM est absent.' },
  probant_trait_absent: { ...refused, detail: 'Un trait obligatoire est absent (Prenom, Sexe M ou F, DateNaissance).' },
  probant_operation_hors_perimetre: {
    ...refused,
    soapCode: 'Receiver',
    detail: 'La vérification n’a pas de forme publique : le banc ne la joue que dans son profil « non documenté ».',
  },
  probant_couverture_vide: {
    ...refused,
    detail: 'L’élément COUVERTURE de ContexteBAM est vide : la recherche par carte Vitale le remplit.',
  },
  probant_matricule_absent: { ...refused, detail: 'Aucun matricule (MatriculeIndividu ou MatriculeOD).' },
  probant_regle_lexicale: { ...refused, detail: 'Une valeur ne suit pas les règles lexicales d’INSi.' },
  probant_assertion_ps_absente: {
    ...denied,
    detail: 'L’assertion du professionnel est absente, ou il y en a plusieurs.',
  },
  probant_assertion_ps_incomplete: { ...denied, detail: 'L’assertion du professionnel est incomplète.' },
  probant_assertion_ps_expiree: { ...denied, detail: 'L’assertion du professionnel n’est pas en cours de validité.' },
  probant_assertion_ps_signature: { ...denied, detail: 'La signature de l’assertion du professionnel est refusée.' },
  probant_assertion_ps_certificat: {
    ...denied,
    detail: 'Le certificat qui signe l’assertion du professionnel est refusé.',
  },
  probant_assertion_ps_emetteur: {
    ...denied,
    detail: 'L’émetteur (Issuer) de l’assertion n’est pas le nom du certificat qui la signe.',
  },
  probant_assertion_ps_porteur: {
    ...denied,
    detail: 'Le sujet (NameID) de l’assertion n’est pas le porteur de la carte.',
  },
  probant_assertion_ps_attribut: {
    ...denied,
    detail: 'Un attribut de l’assertion du professionnel est absent ou vide.',
  },
  probant_assertion_vitale_absente: { ...denied, detail: 'L’assertion Vitale est absente, ou il y en a plusieurs.' },
  probant_assertion_vitale_invalide: {
    ...denied,
    detail: 'L’assertion Vitale est incomplète ou n’est pas émise par le professionnel.',
  },
  probant_jeton_absent: { ...denied, detail: 'Le jeton d’accès (Authorization: Bearer) est absent.' },
  probant_jeton_refuse: { ...denied, detail: 'Le jeton d’accès est refusé.' },
  probant_assertion_psc_absente: {
    ...denied,
    detail: 'L’assertion Pro Santé Connect est absente, ou il y en a plusieurs.',
  },
  probant_assertion_psc_incomplete: { ...denied, detail: 'L’assertion Pro Santé Connect est incomplète.' },
  probant_assertion_psc_expiree: { ...denied, detail: 'L’assertion Pro Santé Connect n’est pas en cours de validité.' },
  probant_assertion_psc_attribut: {
    ...denied,
    detail: 'Un attribut de l’assertion Pro Santé Connect est absent ou vide.',
  },
  probant_assertion_psc_sujet: { ...denied, detail: 'Le sujet (NameID) de l’assertion n’est pas celui du jeton.' },
  probant_lot_vide: { ...refused, detail: 'Le lot ne contient aucun individu à vérifier.' },
  probant_lot_trop_grand: { ...refused, detail: 'Le lot contient trop d’individus.' },
  probant_lot_inconnu: { ...refused, detail: 'Aucun lot ne porte cet identifiant.' },
  probant_adresse_inconnue: { ...refused, detail: 'Le service n’écoute que POST /lps.' },
  probant_corps_trop_gros: { ...refused, detail: 'Le message dépasse la taille acceptée.' },
  probant_erreur_interne: { ...refused, soapCode: 'Receiver', subcode: 'siram_40', detail: 'Le banc a échoué.' },
};
