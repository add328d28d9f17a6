import type { Finding } from '../../core/index.ts';
import { isInstant, isOid, isTimestamp, isUuid, oidLength, roots } from './formats.ts';

/** A form that the attribute of some elements of the header must have. */
export interface Form {
  /** XPath from `ClinicalDocument`. */
  path: string;
  name: string;
  code: string;
  expected: string;
  holds: (value: string) => boolean;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

const header = 'descendant::*[not(ancestor-or-self::h:component)]';
const patient = 'h:recordTarget/h:patientRole/h:patient';
const custodian = 'h:custodian//h:representedCustodianOrganization/h:id';

function fixed(path: string, name: string, value: string): Form {
  const remedy = `Écrivez toujours « ${value} » dans ${path.split('h:').at(-1)}/@${name} : la valeur ne varie pas.`;
  return { path, name, code: 'valeur', expected: value, holds: (got) => got === value, remedy };
}

function second(path: string, what: string): Form {
  const remedy = `Écrivez ${what} à la seconde, avec le décalage de l’heure légale : 20260302091530+0100.`;
  const expected = 'AAAAMMJJhhmmss±ZZzz';
  return { path, name: 'value', code: 'date', expected, holds: (got) => isInstant(got, 'second'), remedy };
}

function pattern(path: string, name: string, form: { expected: string; pattern: RegExp; remedy: string }): Form {
  const { expected, remedy } = form;
  return { path, name, code: 'valeur', expected, holds: (got) => form.pattern.test(got), remedy };
}

/** Forms of what the table of the header makes mandatory. */
const mandatoryForms: Form[] = [
  fixed('h:realmCode', 'code', 'FR'),
  fixed('h:typeId', 'root', '2.16.840.1.113883.1.3'),
  fixed('h:typeId', 'extension', 'POCD_HD000040'),
  {
    path: 'h:id',
    name: 'root',
    code: 'oid',
    expected: 'un OID',
    holds: isOid,
    remedy:
      'Identifiez le document par un OID (pas un UUID), sans zéro en tête d’un nœud : « 2.25. » et l’UUID en décimal, ou un OID de l’installation.',
  },
  second('h:effectiveTime', 'la date de production'),
  fixed('h:languageCode', 'code', 'fr-FR'),
  pattern('h:versionNumber', 'value', {
    expected: '1, 2, 3…',
    pattern: /^[1-9]\d*$/,
    remedy: 'Numérotez les versions à partir de 1, de un en un.',
  }),
  second('h:author/h:time', 'la date de la contribution de l’auteur'),
  pattern(custodian, 'root', {
    expected: `${roots.structure} ou ${roots.dmp}`,
    pattern: new RegExp(`^(?:${roots.structure}|${roots.dmp})$`),
    remedy: `Identifiez la structure qui garde le document par son Struct_IdNat sous ${roots.structure} (1 et le FINESS, 3 et le SIRET…).`,
  }),
  pattern(`${custodian}[@root="${roots.structure}"]`, 'extension', {
    expected: 'un Struct_IdNat',
    pattern: /^\S+$/,
    remedy:
      'Écrivez dans extension l’identifiant national de la structure, réglé à l’installation : son chiffre de nature puis son numéro.',
  }),
  second('h:legalAuthenticator/h:time', 'la date de la signature'),
  fixed('h:legalAuthenticator/h:signatureCode', 'code', 'S'),
  pattern('h:relatedDocument', 'typeCode', {
    expected: 'RPLC ou XFRM',
    pattern: /^(?:RPLC|XFRM)$/,
    remedy: 'Liez une nouvelle version à la précédente par typeCode="RPLC" ; l’ajout (APND) n’existe pas en France.',
  }),
];

const flavors = 'UNK, NASK, ASKU, NAV ou MSK';

/** Forms of what may be absent: looked at only where it stands. */
const optionalForms: Form[] = [
  {
    path: `${header}[((self::h:id and not(parent::h:ClinicalDocument)) or self::h:setId) and not(@nullFlavor)]`,
    name: 'root',
    code: 'racine',
    expected: 'un OID',
    holds: (got) => got !== '',
    remedy:
      'Donnez à chaque identifiant son @root, l’OID de l’autorité qui l’attribue : @extension seul n’identifie rien.',
  },
  {
    path: `${header}[@root]`,
    name: 'root',
    code: 'oid',
    expected: 'un OID ou un UUID',
    holds: (got) => got === '' || isOid(got) || isUuid(got),
    remedy: 'Corrigez cet OID : des chiffres et des points, aucun nœud ne commence par un zéro.',
  },
  {
    path: `${header}[@root]`,
    name: 'root',
    code: 'oid-trop-long',
    expected: `${oidLength} caractères au plus`,
    holds: (got) => got.length <= oidLength,
    remedy: `Raccourcissez l’OID à ${oidLength} caractères : « 2.25. » et un UUID en décimal en font 44.`,
  },
  {
    path: `${header}[@nullFlavor]`,
    name: 'nullFlavor',
    code: 'nullflavor',
    expected: flavors,
    holds: (got) => /^(?:UNK|NASK|ASKU|NAV|MSK|NA)$/.test(got),
    remedy:
      'Dites pourquoi la valeur manque : UNK (inconnue), NASK (non demandée), ASKU (demandée, inconnue), NAV (pas encore connue) ou MSK (masquée).',
  },
  {
    path: `${header}[@nullFlavor]`,
    name: 'nullFlavor',
    code: 'nullflavor-na',
    expected: flavors,
    holds: (got) => got !== 'NA',
    remedy: 'Remplacez NA par UNK ou NAV, ou omettez l’élément s’il est facultatif.',
    // Five of the eight published examples carry it on a participant or an act.
    severity: 'avertissement',
  },
  {
    path: `${header}[self::h:telecom and @value]`,
    name: 'value',
    code: 'telecom',
    expected: 'une adresse sans espace : tel:, mailto:…',
    holds: (got) => /^[a-z]+:\S+$/i.test(got),
    remedy: 'Écrivez le télécom comme une URL : son préfixe (tel:, fax:, mailto:), puis la valeur sans espace.',
  },
  pattern(`${patient}/h:name/h:family[@qualifier] | ${patient}/h:name/h:given[@qualifier]`, 'qualifier', {
    expected: 'BR (naissance) ou CL (utilisé)',
    pattern: /^(?:BR|CL)$/,
    remedy:
      'Écrivez qualifier="BR" pour le nom et le premier prénom de naissance, "CL" pour ceux utilisés ; SP n’existe plus depuis la version 1.13.',
  }),
  {
    path: `${patient}/h:birthTime[@value]`,
    name: 'value',
    code: 'date',
    expected: 'AAAA, AAAAMM, AAAAMMJJ',
    holds: isTimestamp,
    remedy:
      'Écrivez la date de naissance sans séparateur, telle que l’identité la porte : AAAAMMJJ, ou AAAAMM, AAAA si elle est incomplète.',
  },
  {
    path: `${header}[(self::h:time or self::h:low or self::h:high or self::h:effectiveTime) and @value]`,
    name: 'value',
    code: 'date-forme',
    expected: 'AAAA, AAAAMMJJ, AAAAMMJJhhmm±ZZzz ou AAAAMMJJhhmmss±ZZzz',
    holds: isTimestamp,
    remedy: 'Ajoutez le décalage horaire à toute date qui porte une heure : 202603020915+0100.',
    // The ANS itself publishes an encounter whose time has no offset (example DOC_NON_STRUCTURE).
    severity: 'avertissement',
  },
  {
    // The schematrons of the ANS compare code and codeSystem only (facts, DMP §14.2).
    path: `${header}[@code and @codeSystem and not(@nullFlavor)]`,
    name: 'displayName',
    code: 'libelle',
    expected: 'le libellé du code',
    holds: (got) => got.trim() !== '',
    remedy:
      'Écrivez dans displayName le libellé que la nomenclature donne à ce code : un lecteur sans la nomenclature n’a que lui.',
    severity: 'avertissement',
  },
];

/** The forms of the values of the header (facts, DMP §11). */
export const headerForms: readonly Form[] = [...mandatoryForms, ...optionalForms];
