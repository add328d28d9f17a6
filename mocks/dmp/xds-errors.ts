import { escapeXml } from '../../core/index.ts';
import { dmpNamespaces as ns } from './namespaces.ts';

interface ErrorText {
  /** As the wire says it. */
  code: string;
  /** French; `{detail}` is replaced by what was found. */
  text: string;
}

// Codes of IHE (facts, DMP §7). Which one the real DMP gives is not public but for three; `probant_` ones are ours.
const errors = {
  patient_different: { code: 'XDSPatientIdDoesNotMatch', text: 'Le patient n’est pas celui du VIHF : {detail}' },
  patient_inconnu: { code: 'XDSUnknownPatientId', text: 'Ce patient n’a pas de DMP : {detail}' },
  dmp_ferme: { code: 'probant_dmp_ferme', text: 'Le DMP de ce patient est fermé : {detail}' },
  droits: { code: 'DMPAccessDeniedByRightsService', text: 'Accès refusé : {detail}' },
  metadonnee: { code: 'XDSRegistryMetadataError', text: '{detail}' },
  // Documented text (facts, DMP §7).
  structure: {
    code: 'XDSRegistryMetadataError',
    text: 'Aucun AuthorInstitution ne correspond à l’utilisateur du VIHF : {detail}',
  },
  // ITI TF-2 §3.41.4.1.3: the repository checks hash and size where they are given.
  contenu: { code: 'XDSRepositoryMetadataError', text: '{detail}' },
  document_illisible: { code: 'XDSRepositoryError', text: 'Le document ne peut pas être lu : {detail}' },
  document_absent: { code: 'XDSMissingDocument', text: 'Aucun document n’accompagne la fiche {detail}' },
  fiche_absente: { code: 'XDSMissingDocumentMetadata', text: 'Aucune fiche ne décrit le document {detail}' },
  doublon: { code: 'XDSDuplicateUniqueIdInRegistry', text: 'Ce uniqueId est déjà dans le registre : {detail}' },
  doublon_autre_contenu: {
    code: 'XDSNonIdenticalHash',
    text: 'Ce uniqueId est déjà dans le registre, avec un autre contenu : {detail}',
  },
  doublon_message: {
    code: 'XDSRegistryDuplicateUniqueIdInMessage',
    text: 'Ce uniqueId figure plusieurs fois dans le message : {detail}',
  },
  cible_inconnue: { code: 'UnresolvedReferenceException', text: 'L’objet visé n’existe pas : {detail}' },
  cible_obsolete: {
    code: 'XDSRegistryDeprecatedDocumentError',
    text: 'Le document visé n’est pas au statut Approved : {detail}',
  },
  auteur: {
    code: 'XDSRegistryMetadataError',
    text: 'L’auteur du lot n’est pas le professionnel du VIHF : {detail}',
  },
  connexion_secrete: {
    code: 'XDSRegistryMetadataError',
    text: 'En connexion secrète, un document doit être INVISIBLE_REPRESENTANTS_LEGAUX (EX_2.1-1050){detail}',
  },
  meme_version: {
    code: 'probant_version_document',
    text: 'Un document de ce setId porte déjà ce versionNumber : {detail}',
  },
  // The facts say that the signature of the lot is mandatory and what it holds (DMP §5.7), not how it is refused.
  signature_absente: { code: 'probant_signature_lot_absente', text: 'La signature du lot est obligatoire : {detail}' },
  signature_invalide: { code: 'probant_signature_lot_invalide', text: 'La signature du lot est invalide : {detail}' },
  signature_certificat: {
    code: 'probant_signature_lot_certificat',
    text: 'Le certificat qui a signé le lot n’est pas admis : {detail}',
  },
  signature_manifeste: {
    code: 'probant_signature_lot_manifeste',
    text: 'Le manifeste de la signature n’est pas celui du lot : {detail}',
  },
  requete_mal_formee: { code: 'XDSRegistryError', text: 'La recherche est mal formée : {detail}' },
  requete_inconnue: { code: 'XDSUnknownStoredQuery', text: 'Cette recherche n’existe pas : {detail}' },
  parametre_absent: { code: 'XDSStoredQueryMissingParam', text: 'Il manque un paramètre à la recherche : {detail}' },
  parametres_exclusifs: { code: 'XDSStoredQueryParamNumber', text: 'Ces paramètres s’excluent : {detail}' },
  parametre_unique: {
    code: 'XDSStoredQueryParamNumber',
    text: 'Ce paramètre n’admet qu’une valeur : {detail}',
  },
  depot_inconnu: { code: 'XDSUnknownRepositoryId', text: 'Ce RepositoryUniqueId n’existe pas : {detail}' },
  document_inconnu: { code: 'XDSDocumentUniqueIdError', text: 'Ce DocumentUniqueId n’existe pas : {detail}' },
  mise_a_jour: { code: 'XDSMetadataUpdateError', text: '{detail}' },
  operation: { code: 'XDSMetadataUpdateOperationError', text: 'Cette mise à jour n’existe pas : {detail}' },
  version: { code: 'XDSMetadataVersionError', text: 'PreviousVersion n’est pas la version courante : {detail}' },
  identifiant: { code: 'XDSMetadataIdentifierError', text: 'L’identifiant ne peut pas changer : {detail}' },
  plein: { code: 'XDSRepositoryOutOfResources', text: 'Le banc ne garde pas plus de documents ({detail}).' },
  reponse_trop_grande: {
    code: 'XDSRepositoryOutOfResources',
    text: 'Les documents demandés sont trop grands pour une réponse : {detail}',
  },
  classe: {
    code: 'probant_avertissement_classe',
    text: 'La classe n’est pas celle qui correspond au type (ASS_X16) : {detail} était attendue',
  },
  mime: { code: 'probant_avertissement_mime', text: 'mimeType n’est pas text/xml : {detail}' },
  version_document: {
    code: 'probant_avertissement_version',
    text: 'Le CDA ne se dit pas la version suivante de celui qu’il remplace : {detail}',
  },
  remplace_autrui: {
    code: 'probant_avertissement_remplacement',
    text: 'Le document remplacé est d’un autre auteur : {detail}',
  },
  parametre_inconnu: {
    code: 'probant_avertissement_parametre',
    text: 'Ce paramètre n’existe pas pour cette recherche, il est ignoré : {detail}',
  },
  soap11: { code: 'probant_avertissement_soap11', text: 'L’enveloppe est en SOAP 1.1 au lieu de SOAP 1.2.{detail}' },
  casse: { code: 'probant_avertissement_casse', text: 'Les identifiants ne diffèrent que par la casse : {detail}' },
} as const satisfies Record<string, ErrorText>;

/** Why XDS refuses a request, or what it warns of. */
export type XdsErrorCode = keyof typeof errors;

/** An error, or a warning, of a `RegistryErrorList`. */
export interface XdsError {
  error: XdsErrorCode;
  detail?: string;
  /** Id of the object concerned. */
  location?: string;
  warning?: boolean;
}

const status = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType';
const severity = 'urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType';

/** `…:Success`, or `…:Failure` when anything is more than a warning. */
export function statusOf(found: readonly XdsError[]): string {
  return found.some(({ warning }) => warning !== true) ? `${status}:Failure` : `${status}:Success`;
}

/** Status of an answer that only has a part of what was asked (ITI-43). */
export const partialSuccess = 'urn:ihe:iti:2007:ResponseStatusType:PartialSuccess';

/** A `rs:RegistryResponse`. */
export function registryResponse(found: readonly XdsError[], as: string = statusOf(found)): string {
  return responseOf(as, errorList(found));
}

/** A `rs:RegistryErrorList`; empty when there is nothing to say. */
export function errorList(found: readonly XdsError[]): string {
  return listOf(
    found.map(({ error, detail = '', location = '', warning = false }) => {
      const { code, text } = errors[error];
      return { code, context: text.replace('{detail}', detail), location, kind: warning ? 'Warning' : 'Error' };
    }),
  );
}

/** A `rs:RegistryResponse` that fails by any code of IHE, for an error on demand. */
export function failure(code: string, context: string): string {
  return responseOf(`${status}:Failure`, listOf([{ code, context, location: '', kind: 'Error' }]));
}

/** A `rs:RegistryError`, as the wire says it. */
interface Line {
  code: string;
  context: string;
  location: string;
  kind: 'Error' | 'Warning';
}

function responseOf(as: string, list: string): string {
  return `<rs:RegistryResponse xmlns:rs="${ns.rs}" status="${as}">${list}</rs:RegistryResponse>`;
}

function listOf(lines: readonly Line[]): string {
  if (lines.length === 0) return '';
  const highest = lines.every(({ kind }) => kind === 'Warning') ? 'Warning' : 'Error';
  const list = lines.map(
    ({ code, context, location, kind }) =>
      `<rs:RegistryError errorCode="${code}" codeContext="${escapeXml(context)}" location="${escapeXml(location)}" severity="${severity}:${kind}"/>`,
  );
  return `<rs:RegistryErrorList xmlns:rs="${ns.rs}" highestSeverity="${severity}:${highest}">${list.join('')}</rs:RegistryErrorList>`;
}
