import { escapeXml } from '../../core/index.ts';
import { insiNamespaces as ns, soapMediaType } from './namespaces.ts';
import type { InsiFaultCode } from './program.ts';

/**
 * Codes of the bench itself, for refusals whose real code is not public: the prefix keeps them from being taken for
 * codes of the Assurance Maladie (facts, INSi §1.13).
 */
export type ProbantFaultCode =
  | 'probant_xml_invalide'
  | 'probant_xml_interdit'
  | 'probant_version_soap'
  | 'probant_action_inconnue'
  | 'probant_corps_inattendu'
  | 'probant_message_id_absent'
  | 'probant_contexte_lps_absent'
  | 'probant_contexte_bam_absent'
  | 'probant_couverture_absente'
  | 'probant_trait_absent'
  | 'probant_operation_hors_perimetre'
  | 'probant_adresse_inconnue'
  | 'probant_corps_trop_gros'
  | 'probant_erreur_interne';

/** Any code that the mocked service answers. */
export type FaultCode = InsiFaultCode | ProbantFaultCode;

interface FaultText {
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

// Facts, INSi §1.7. `fatal` of insi_102 is what the live service writes, though its own schema wants `fatale`.
const faults: Record<FaultCode, FaultText> = {
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
    detail: 'Le banc ne simule pas encore la recherche avec carte Vitale (WS_INS1).',
  },
  probant_adresse_inconnue: { ...refused, detail: 'Le service n’écoute que POST /lps.' },
  probant_corps_trop_gros: { ...refused, detail: 'Le message dépasse la taille acceptée.' },
  probant_erreur_interne: { ...refused, soapCode: 'Receiver', subcode: 'siram_40', detail: 'Le banc a échoué.' },
};

/** Makes the HTTP answer of a fault: 500 (facts, INSi §1.2) unless the refusal is one of HTTP. */
export function faultResponse(
  code: FaultCode,
  options: { messageId?: string | undefined; status?: number } = {},
): Response {
  return new Response(faultXml(code, options.messageId), {
    status: options.status ?? 500,
    headers: { 'content-type': soapMediaType },
  });
}

/** The fault as its producer writes it; only the front echoes the message id (facts, INSi §1.7). */
export function faultXml(code: FaultCode, messageId?: string): string {
  const text = faults[code];
  const body = text.producer === 'front' ? frontFault(code, text, messageId) : backEndFault(code, text);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soap:Envelope xmlns:soap="${ns.soap}"><env:Body xmlns:S="${ns.soap}" xmlns:env="${ns.soap}">${body}</env:Body></soap:Envelope>`
  );
}

function frontFault(code: FaultCode, text: FaultText, messageId: string | undefined): string {
  const id = messageId === undefined ? '' : ` messageID="${escapeXml(messageId)}"`;
  return fault(text, {
    prefix: 'soap',
    language: 'fr',
    error: `<siram:Erreur xmlns:siram="${ns.siram}" code="${code}"${id} severite="${text.severity}">${escapeXml(text.detail)}</siram:Erreur>`,
  });
}

// The back end says `en` of a French text.
function backEndFault(code: FaultCode, text: FaultText): string {
  return fault(text, {
    prefix: 'S',
    language: 'en',
    error: `<siram:Erreur xmlns:siram="${ns.siram}" severite="${text.severity}" code="${code}">${escapeXml(text.detail)}</siram:Erreur>`,
  });
}

function fault(text: FaultText, shape: { prefix: string; language: string; error: string }): string {
  const { prefix: p, language, error } = shape;
  return (
    `<${p}:Fault><${p}:Code><${p}:Value>${p}:${text.soapCode}</${p}:Value>` +
    `<${p}:Subcode><${p}:Value>${p}:${text.subcode}</${p}:Value></${p}:Subcode></${p}:Code>` +
    `<${p}:Reason><${p}:Text xml:lang="${language}">${escapeXml(text.reason)}</${p}:Text></${p}:Reason>` +
    `<${p}:Detail>${error}</${p}:Detail></${p}:Fault>`
  );
}
