import type { XmlDocument } from 'libxml2-wasm';
import { isProbantError, textAt, textsAt, withXml } from '../../core/index.ts';

const ns = { h: 'urn:hl7-org:v3' };
const replaced = "/h:ClinicalDocument/h:relatedDocument[@typeCode='RPLC']/h:parentDocument/h:id";
const patient = '/h:ClinicalDocument/h:recordTarget/h:patientRole';

/** What the service reads of a deposited CDA. */
export interface CdaOutline {
  /** Values and names of the patient. */
  ids: string[];
  names: string[];
  /** Identifier of the document: `root`, or `root^extension`. */
  id: string;
  /** Constant from a version to the next; empty when absent. */
  setId: string;
  /** `versionNumber`; empty when absent. */
  version: string;
  /** Identifiers of the documents that this one says it replaces. */
  replaces: string[];
}

// A deposit asks for that of one document five times, a replacement for that of the document replaced too.
const outlines = new WeakMap<Buffer, CdaOutline | string>();

/** Reads a CDA, or says in French why it can't be read; bytes that nobody writes to, each buffer once. */
export function readCda(bytes: Buffer): CdaOutline | string {
  const known = outlines.get(bytes);
  if (known !== undefined) return known;
  const outline = read(bytes);
  outlines.set(bytes, outline);
  return outline;
}

function read(bytes: Buffer): CdaOutline | string {
  try {
    return withXml(bytes, (document) => {
      if (document.root.name !== 'ClinicalDocument' || document.root.namespaceUri !== ns.h) {
        return 'la racine n’est pas ClinicalDocument de urn:hl7-org:v3';
      }
      return {
        ids: textsAt(document, `${patient}/h:id/@extension`, ns),
        names: textsAt(document, `${patient}/h:patient/h:name/h:family`, ns),
        id: identifiersAt(document, '/h:ClinicalDocument/h:id')[0] ?? '',
        setId: identifiersAt(document, '/h:ClinicalDocument/h:setId')[0] ?? '',
        version: textAt(document, '/h:ClinicalDocument/h:versionNumber/@value', ns) ?? '',
        replaces: identifiersAt(document, replaced),
      };
    });
  } catch (thrown) {
    if (isProbantError(thrown, 'xml_invalide') || isProbantError(thrown, 'xml_interdit')) return thrown.message;
    throw thrown;
  }
}

function identifiersAt(document: XmlDocument, path: string): string[] {
  const roots = textsAt(document, `${path}/@root`, ns);
  return roots.map((root, i) => {
    const extension = textAt(document, `(${path})[${i + 1}]/@extension`, ns) ?? '';
    return extension === '' ? root : `${root}^${extension}`;
  });
}
