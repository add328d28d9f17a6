import { isProbantError, textsAt, withXml } from '../../core/index.ts';

const ns = { h: 'urn:hl7-org:v3' };
const patient = '/h:ClinicalDocument/h:recordTarget/h:patientRole';

/** What the service reads of a deposited CDA. */
export interface CdaOutline {
  /** Values and names of the patient. */
  ids: string[];
  names: string[];
}

/** Reads a CDA, or says in French why it can't be read. */
export function readCda(bytes: Buffer): CdaOutline | string {
  try {
    return withXml(bytes, (document) => {
      if (document.root.name !== 'ClinicalDocument' || document.root.namespaceUri !== ns.h) {
        return 'la racine n’est pas ClinicalDocument de urn:hl7-org:v3';
      }
      return {
        ids: textsAt(document, `${patient}/h:id/@extension`, ns),
        names: textsAt(document, `${patient}/h:patient/h:name/h:family`, ns),
      };
    });
  } catch (thrown) {
    if (isProbantError(thrown, 'xml_invalide') || isProbantError(thrown, 'xml_interdit')) return thrown.message;
    throw thrown;
  }
}
