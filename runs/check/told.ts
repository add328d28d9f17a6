import { X509Certificate } from 'node:crypto';
import { elementAt, isProbantError, type JsonObject, type Namespaces, textAt, withXml } from '../../core/index.ts';

/** What a SOAP message says of itself, as far as it can be read. */
export interface Told {
  /** Local name of what its body holds. */
  content: string;
  /** When the message says that it was made: by its VIHF, or its ContexteBAM. */
  at: string | null;
  vihf: ToldVihf | null;
  /** How the caller of INSi authenticates: by the assertion of a card, of Pro Santé Connect, or by none. */
  insiMode: 'certificat' | 'carte' | 'psc';
}

/** What an assertion says of itself. */
interface ToldVihf {
  access: string | null;
  /** Resource: the patient's INS and its OID. */
  resource: string | null;
  certificate: string | null;
}

const ns: Namespaces = {
  bam: 'urn:siram:bam:ctxbam',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
};

/** Reads a message; what cannot be read says nothing here, and the rules say what is wrong with it. */
export function readTold(xml: Buffer): Told {
  try {
    return withXml(xml, (document) => {
      const read = (path: string): string | null => textAt(document, path, ns);
      const content = document.get("/*/*[local-name()='Body']/*");
      return {
        content: content !== null && 'name' in content ? String(content.name) : '',
        at: read('//bam:ContexteBAM/bam:Temps') ?? read('//saml:Assertion/@IssueInstant'),
        vihf: elementAt(document, '//saml:Assertion', ns) === null ? null : vihfOf(read),
        insiMode: insiModeOf(read),
      };
    });
  } catch (thrown) {
    if (isProbantError(thrown)) return { content: '', at: null, vihf: null, insiMode: 'certificat' };
    throw thrown;
  }
}

type Read = (path: string) => string | null;

function vihfOf(read: Read): ToldVihf {
  const resource = '[@Name="urn:oasis:names:tc:xacml:2.0:resource:resource-id"]';
  return {
    access: read("//saml:Assertion//*[local-name()='PurposeOfUse']/@code"),
    resource: read(`//saml:Assertion//saml:Attribute${resource}/saml:AttributeValue`),
    certificate: read('//saml:Assertion/ds:Signature//ds:X509Certificate'),
  };
}

function insiModeOf(read: Read): Told['insiMode'] {
  const other = '[not(saml:Subject/saml:NameID/@NameQualifier="VITALE")]';
  if (read(`//saml:Assertion${other}/@ID`) === null) return 'certificat';
  return read(`//saml:Assertion${other}/saml:Subject/saml:NameID/@NameQualifier`) === 'PSC' ? 'psc' : 'carte';
}

/** Parameters that an assertion gives the rules which need some, and why others have nothing to look at. */
export function vihfParameters(vihf: ToldVihf | null): {
  parameters: Record<string, JsonObject>;
  unseen: Record<string, string>;
} {
  if (vihf === null) return { parameters: {}, unseen: {} };
  const acces = ['normal', 'bris_de_glace', 'centre_15'].find((one) => one === vihf.access);
  const issuer = issuerOf(vihf.certificate);
  const patient = patientOf(vihf.resource);
  const parameters = {
    ...(acces !== undefined && { 'vihf.attributs': { acces } }),
    ...(issuer !== null && { 'vihf.signature': { emetteurs: [issuer] } }),
    ...(patient !== null && { 'vihf.patient': patient, 'dmp.patient': patient, 'xds.patient': patient }),
  };
  const nobody = 'l’assertion ne vise aucun patient';
  return {
    parameters,
    unseen: patient === null ? { 'vihf.patient': nobody, 'dmp.patient': nobody, 'xds.patient': nobody } : {},
  };
}

function issuerOf(certificate: string | null): string | null {
  try {
    return certificate === null ? null : new X509Certificate(Buffer.from(certificate, 'base64')).issuer;
  } catch {
    // vihf.signature says what is wrong with it.
    return null;
  }
}

// A resource that has not the form of an INS is refused by the rule, whoever is expected: this mask then shows the form.
const mask = { matricule: 'X'.repeat(15), oid: '1.2.250.1.213.1.4.8' };

function patientOf(resource: string | null): { matricule: string; oid: string } | null {
  if (resource === null || resource === '') return null;
  const [, matricule = '', oid = ''] = /^([^^]{15})\^\^\^&([\d.]+)&ISO\^NH$/.exec(resource) ?? [];
  return matricule === '' ? mask : { matricule, oid };
}
