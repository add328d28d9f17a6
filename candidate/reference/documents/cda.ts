import { element, textElement, type Xml, xmlDocument } from '../xml.ts';
import { type Author, authorsOf } from './authors.ts';
import { recordTarget } from './cda-patient.ts';
import { recipients, requester } from './cda-recipients.ts';
import { newOid } from './identifiers.ts';
import { localInstant } from './instants.ts';
import { kinds } from './kinds.ts';
import { labReportBody } from './lab-report-body.ts';
import { type Code, nationalIds, physician } from './organisation.ts';
import { laboratoryStyleSheet } from './report-style-sheet.ts';
import { type Source, signedAt } from './subject.ts';

/**
 * A CDA R2 document: CI-SIS header (structuration minimale 1.16.8; facts, DMP §11), and its body: the PDF/A-1 (level 1), or
 * sections where the kind is structured and `niveau` does not say otherwise. Elements are in the order of CDA.xsd.
 */
export function writeCda(source: Source, pdf: Buffer, niveau: Niveau = levelOf(source)): Buffer {
  const root = element(
    'ClinicalDocument',
    {
      xmlns: 'urn:hl7-org:v3',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:lab': source.document.type === 'cr_biologie' ? laboratory : undefined,
    },
    identification(source, niveau),
    recordTarget(source),
    ...authorsOf(source).map((one) => author(source, one)),
    custodian(source),
    ...recipients(source),
    legalAuthenticator(source),
    requester(source),
    documentationOf(source),
    relatedDocument(source),
    componentOf(source),
    niveau === 'N3' ? labReportBody(source, pdf) : body(source, pdf),
  );
  // From IHE_XDM/SUBSET01, where the document is, to the root of the archive, where its style sheet is.
  const sheet =
    niveau === 'N3' && !source.planted.has('cr-feuille-non-nommee') ? `../../${laboratoryStyleSheet}` : undefined;
  return xmlDocument(root, sheet);
}

/** How much of a document is structured. */
export type Niveau = 'N1' | 'N3';

/** The level that a document is shared at. */
export function levelOf({ document, planted }: Source): Niveau {
  const structured = kinds[document.type].compteRendu?.n3 !== undefined && !planted.has('cr-biologie-non-structure');
  return structured ? 'N3' : 'N1';
}

/** Elements of the laboratory's own (IHE PaLM, XD-LAB). */
const laboratory = 'urn:oid:1.3.6.1.4.1.19376.1.3.2';
const common = [{ root: '2.16.840.1.113883.2.8.2.1' }, { root: '1.2.250.1.213.1.1.1.1' }];
const unstructured = [{ root: '1.3.6.1.4.1.19376.1.2.20' }];

function identification(source: Source, niveau: Niveau): Xml {
  const { document, planted } = source;
  const model = niveau === 'N3' ? kinds[document.type].compteRendu?.n3?.modeles : undefined;
  const templates: ReadonlyArray<{ root: string; extension?: string }> = [...common, ...(model ?? unstructured)];
  const declared = templates.filter(
    ({ root }) => root !== '1.2.250.1.213.1.1.1.1' || !planted.has('cda-sans-modele-cisis'),
  );
  return [
    planted.has('cda-sans-realm') ? '' : element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...declared.map((template) => element('templateId', { ...template })),
    documentId(source),
    codeElement('code', typeOf(source), 'LOINC'),
    title(source),
    element('effectiveTime', { value: instant(source, signedAt(document)) }),
    confidentiality(source),
    planted.has('cda-sans-langue')
      ? ''
      : element('languageCode', { code: planted.has('cda-langue-fr') ? 'fr' : 'fr-FR' }),
    planted.has('cda-sans-set-id') ? '' : element('setId', { root: document.setId }),
    planted.has('cda-sans-version') ? '' : element('versionNumber', { value: String(document.version) }),
  ].join('');
}

// The DMP takes a pure OID, no extension (CI-SIS 1.12).
function documentId({ document, planted }: Source): Xml {
  if (planted.has('cda-identifiant-avec-extension')) return element('id', { root: document.uniqueId, extension: '1' });
  if (planted.has('cda-oid-trop-long')) return element('id', { root: `${document.uniqueId}.${'9'.repeat(30)}` });
  return element('id', { root: document.uniqueId });
}

function typeOf({ document, planted }: Source): Code {
  const { type } = kinds[planted.has('document-type-courrier') ? 'courrier' : document.type];
  return planted.has('cda-type-inconnu') ? { ...type, code: '99999-9', displayName: 'Document du cabinet' } : type;
}

function title({ document, planted }: Source): Xml {
  if (planted.has('cda-sans-titre')) return '';
  // At most 128 characters (1.16.2).
  const text = planted.has('cda-titre-trop-long') ? document.titre.padEnd(140, ' …') : document.titre.slice(0, 128);
  return textElement('title', text);
}

// Only N, R or V here; what hides a document from someone belongs to the metadata (facts, DMP §5.6).
function confidentiality({ planted }: Source): Xml {
  if (planted.has('cda-confidentialite-masque')) {
    return element('confidentialityCode', {
      code: 'MASQUE_PS',
      displayName: 'Masqué',
      codeSystem: '1.2.250.1.213.1.1.4.13',
    });
  }
  return element('confidentialityCode', { code: 'N', displayName: 'Normal', codeSystem: '2.16.840.1.113883.5.25' });
}

/** To the second, with the offset. */
function instant({ planted }: Source, at: Date): string {
  const text = localInstant(at);
  return planted.has('cda-date-sans-fuseau') ? text.slice(0, 14) : text;
}

function author(source: Source, one: Author): Xml {
  const { planted, document } = source;
  const known = element('id', { root: nationalIds.professional, extension: one.id });
  const id = planted.has('cda-auteur-sans-identifiant') ? element('id', { nullFlavor: 'UNK' }) : known;
  const code = planted.has('cda-auteur-sans-specialite') ? '' : codeElement('code', one.speciality);
  return element(
    'author',
    {},
    element('time', { value: instant(source, document.date) }),
    element('assignedAuthor', {}, id, code, ...contact, named(one), organisation(source, 'representedOrganization')),
  );
}

function custodian(source: Source): Xml {
  const { organisation: practice, planted } = source;
  const root = planted.has('cda-depositaire-faux') ? '1.2.250.1.999' : nationalIds.structure;
  const holder = element(
    'representedCustodianOrganization',
    {},
    element('id', { root, extension: practice.id }),
    textElement('name', practice.name),
    element('telecom', { nullFlavor: 'NASK' }),
    element('addr', { nullFlavor: 'NASK' }),
  );
  return element('custodian', {}, element('assignedCustodian', {}, holder));
}

function legalAuthenticator(source: Source): Xml {
  const { planted, document } = source;
  if (planted.has('cda-sans-responsable')) return '';
  return element(
    'legalAuthenticator',
    {},
    element('time', { value: instant(source, signedAt(document)) }),
    element('signatureCode', { code: planted.has('cda-signature-code-faux') ? 'X' : 'S' }),
    assignedEntity(organisation(source, 'representedOrganization')),
  );
}

function documentationOf(source: Source): Xml {
  const { planted, document, organisation: place } = source;
  const setting = planted.has('cda-cadre-exercice-faux') ? { ...place.setting, code: 'CABINET' } : place.setting;
  const low = planted.has('cda-acte-sans-date') ? '' : element('low', { value: instant(source, document.date) });
  const industry = codeElement('standardIndustryClassCode', setting);
  const performer = assignedEntity(organisation(source, 'representedOrganization', industry));
  return element(
    'documentationOf',
    {},
    element(
      'serviceEvent',
      {},
      act(source),
      low === '' ? element('effectiveTime', { nullFlavor: 'UNK' }) : element('effectiveTime', {}, low),
      element('performer', { typeCode: 'PRF' }, performer),
    ),
  );
}

/** What a report is about, and whether it is whole: `active` is a partial report, `completed` a whole one (IHE PaLM). */
function act({ document, planted }: Source): Xml {
  const facts = kinds[document.type].compteRendu;
  if (facts === undefined || document.compteRendu === undefined) return '';
  const { acte, traductions = [] } = facts;
  const translations = traductions.map(({ nom, ...code }) =>
    element('translation', { ...code }, element('qualifier', {}, codeElement('name', nom))),
  );
  const code = element('code', { ...acte }, ...translations);
  const state = document.compteRendu.partiel && !planted.has('cr-partiel-dit-complet') ? 'active' : 'completed';
  return document.type === 'cr_biologie' ? code + element('lab:statusCode', { code: state }) : code;
}

/** A new version cancels and replaces the former one (MSS va1.02; CI-SIS: RPLC). */
function relatedDocument({ replaced, planted }: Source): Xml {
  if (replaced === undefined || planted.has('version-sans-rplc')) return '';
  const id = planted.has('version-rplc-autre-document') ? newOid() : replaced.uniqueId;
  const typeCode = planted.has('version-apnd') ? 'APND' : 'RPLC';
  return element(
    'relatedDocument',
    { typeCode },
    element(
      'parentDocument',
      {},
      element('id', { root: id }),
      element('setId', { root: replaced.setId }),
      element('versionNumber', { value: String(replaced.version) }),
    ),
  );
}

function componentOf(source: Source): Xml {
  const { planted, document, organisation: site } = source;
  const place = planted.has('cda-secteur-faux') ? { ...site.facility, code: 'SA99' } : site.facility;
  return element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      codeElement('code', site.encounter),
      element('effectiveTime', {}, element('low', { value: instant(source, document.date) })),
      element('location', {}, element('healthCareFacility', {}, codeElement('code', place))),
    ),
  );
}

function body({ planted }: Source, pdf: Buffer): Xml {
  const mediaType = planted.has('cda-corps-type-faux') ? 'text/html' : 'application/pdf';
  const representation = planted.has('cda-corps-sans-b64') ? undefined : 'B64';
  const content = planted.has('cda-corps-vide') ? '' : pdf.toString('base64');
  return element('component', {}, element('nonXMLBody', {}, element('text', { mediaType, representation }, content)));
}

function assignedEntity(practice: Xml): Xml {
  return element(
    'assignedEntity',
    {},
    physicianId(),
    codeElement('code', physician.speciality),
    ...contact,
    physicianName(),
    practice,
  );
}

const contact: readonly Xml[] = [element('addr', { nullFlavor: 'NASK' }), element('telecom', { nullFlavor: 'NASK' })];

function physicianId(): Xml {
  return element('id', { root: nationalIds.professional, extension: physician.id });
}

// A structure has no person: what stands for it is its system (assignedAuthoringDevice).
function named({ kind, family, given }: Author): Xml {
  if (kind === 'person') {
    return element(
      'assignedPerson',
      {},
      element('name', {}, textElement('family', family), textElement('given', given)),
    );
  }
  const names = [textElement('manufacturerModelName', given), textElement('softwareName', family)];
  return element('assignedAuthoringDevice', {}, ...names);
}

function physicianName(): Xml {
  const name = element('name', {}, textElement('family', physician.family), textElement('given', physician.given));
  return element('assignedPerson', {}, name);
}

function organisation({ organisation: practice }: Source, tag: string, ...more: readonly Xml[]): Xml {
  const id = element('id', { root: nationalIds.structure, extension: practice.id });
  return element(tag, {}, id, textElement('name', practice.name), ...more);
}

function codeElement(tag: string, { code, codeSystem, displayName }: Code, codeSystemName?: string): Xml {
  return element(tag, { code, codeSystem, codeSystemName, displayName });
}
