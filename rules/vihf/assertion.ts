import { X509Certificate } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { type Finding, type Namespaces, textAt, textsAt, verifyEnvelopedSignature } from '../../core/index.ts';
import { type DmpRequest, ns as dmp, eachDmpRequest } from '../dmp/requests.ts';
import { discrepancy } from '../findings.ts';
import type { At } from '../pieces/index.ts';
import type { RuleInputs } from '../rule.ts';

/** Namespaces of the assertion. */
export const ns: Namespaces = {
  ...dmp,
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** Names of the attributes that have a long one (facts, VIHF §2.3). */
export const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role';
export const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
export const subjectName = 'urn:oasis:names:tc:xspa:1.0:subject:subject-id';
export const patientName = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';

/** Where the assertion stands, for the places of findings. */
export const assertionPath = '/soap:Envelope/soap:Header/wsse:Security/saml:Assertion';

/** A VIHF and the request that it came with. */
export interface Vihf {
  request: DmpRequest;
  element: XmlElement;
  /** A place below the assertion: `échange 1 · …/saml:Assertion/saml:Issuer`. */
  at: At;
}

/** Applies a check to the VIHF of each request; a request without one, or with several, is a finding. */
export function eachVihf(inputs: RuleInputs, check: (vihf: Vihf) => Finding[]): Finding[] {
  return eachDmpRequest(inputs, (request) => {
    // The namespace of the envelope is the business of dmp.enveloppe.
    const found = request.document.find("/*/*[local-name()='Header']/wsse:Security/saml:Assertion", ns) as XmlElement[];
    const [element] = found;
    if (element !== undefined && found.length === 1) {
      return check({ request, element, at: (place) => request.at(assertionPath + place) });
    }
    return [
      discrepancy({
        code: found.length === 0 ? 'vihf-absent' : 'vihf-multiple',
        where: request.at(assertionPath),
        expected: 'une assertion SAML 2.0',
        got: String(found.length),
        message: 'La requête ne porte pas un VIHF et un seul dans wsse:Security.',
        remedy:
          found.length === 0
            ? 'Placez le VIHF (saml:Assertion, espace de noms urn:oasis:names:tc:SAML:2.0:assertion) dans wsse:Security de l’en-tête SOAP, à chaque requête.'
            : 'N’écrivez qu’une assertion dans wsse:Security : celle de l’utilisateur qui fait la requête.',
      }),
    ];
  });
}

/** Trimmed text below the assertion, or null. */
export function vihfText({ element }: Vihf, path: string): string | null {
  return textAt(element, path, ns);
}

/** The texts of all values of an attribute; of several names of one attribute, whichever is there. */
export function attributeTexts({ element }: Vihf, ...names: string[]): string[] {
  return names.flatMap((name) => textsAt(element, `${attributePath(name)}/saml:AttributeValue`, ns));
}

/** A coded value (HL7 CE) of an attribute. */
export interface CodedValue {
  code: string | null;
  codeSystem: string | null;
  displayName: string | null;
}

/** Elements of HL7 that hold a coded value of the VIHF. */
export type CodedElement = 'Role' | 'PurposeOfUse' | 'Profil_Utilisateur' | 'VIHF_Profil';

/** The coded values of an attribute, in order. */
export function codedValues({ element }: Vihf, name: string, value: CodedElement): CodedValue[] {
  return element.find(`${attributePath(name)}/saml:AttributeValue/h:${value}`, ns).map((node) => ({
    code: textAt(node as XmlElement, '@code', ns),
    codeSystem: textAt(node as XmlElement, '@codeSystem', ns),
    displayName: textAt(node as XmlElement, '@displayName', ns),
  }));
}

/** A coded value as a finding shows it. */
export function showCoded({ code, codeSystem }: CodedValue): string {
  return `${code ?? ''} (${codeSystem ?? ''})`;
}

/** XPath of an attribute below the assertion. */
export function attributePath(name: string): string {
  return `saml:AttributeStatement/saml:Attribute[@Name="${name}"]`;
}

/**
 * The certificate that made the signature, or null. Of several in KeyInfo it is the one whose key verifies it: a first
 * certificate that signed nothing would lend its name to the key of another.
 */
export function signerOf({ request, element }: Vihf): X509Certificate | null {
  const texts = textsAt(element, 'ds:Signature/ds:KeyInfo/ds:X509Data/ds:X509Certificate', ns);
  const verified = texts.length > 1 ? verifyEnvelopedSignature(request.document, element) : null;
  const bytes = verified?.ok === true ? verified.certificate : Buffer.from(texts[0] ?? '', 'base64');
  try {
    return bytes.length === 0 ? null : new X509Certificate(bytes);
  } catch {
    // vihf.signature says what is wrong with it.
    return null;
  }
}
