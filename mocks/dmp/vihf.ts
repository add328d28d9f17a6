import { attribute, textAt, treeAt, treesAt, type XmlTree } from './xml-tree.ts';

/** A coded value of HL7. */
export interface Code {
  code: string;
  codeSystem: string;
  displayName: string;
}

/** What the service reads of a VIHF (facts, DMP §3); it judges nothing. */
export interface Vihf {
  id: string;
  version: string;
  issueInstant: string;
  issuerFormat: string;
  issuer: string;
  nameId: string;
  authnInstant: string;
  authnContextClassRef: string;
  authnContextDecl: string;
  notBefore: string;
  notOnOrAfter: string;
  /** How many `AudienceRestriction` it bears. */
  audiences: number;
  /** Values by name of attribute; `Authentification_mode` takes both of its spellings. */
  attributes: ReadonlyMap<string, readonly string[]>;
  roles: readonly Code[];
  purposes: readonly Code[];
}

/** Names of the attributes, which the national documents give (facts, DMP §3). */
export const vihfNames = {
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  patient: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  purpose: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  subject: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  mode: 'Authentification_mode',
  structure: 'Identifiant_Structure',
  confidentiality: 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
  // Known from Pro Santé Connect's userinfo only (facts, DMP §3): inferred.
  reason: 'Mode_Acces_Raison',
} as const;

/** Reads an assertion. */
export function readVihf(assertion: XmlTree): Vihf {
  const issuer = treeAt(assertion, 'saml:Issuer');
  const authn = treeAt(assertion, 'saml:AuthnStatement');
  const conditions = treeAt(assertion, 'saml:Conditions');
  const statements = treesAt(assertion, 'saml:AttributeStatement/saml:Attribute');
  return {
    id: attribute(assertion, 'ID'),
    version: attribute(assertion, 'Version'),
    issueInstant: attribute(assertion, 'IssueInstant'),
    issuerFormat: attribute(issuer, 'Format'),
    issuer: issuer?.text ?? '',
    nameId: textAt(assertion, 'saml:Subject/saml:NameID'),
    authnInstant: attribute(authn, 'AuthnInstant'),
    authnContextClassRef: textAt(authn, 'saml:AuthnContext/saml:AuthnContextClassRef'),
    authnContextDecl: textAt(authn, 'saml:AuthnContext/saml:AuthnContextDecl'),
    notBefore: attribute(conditions, 'NotBefore'),
    notOnOrAfter: attribute(conditions, 'NotOnOrAfter'),
    audiences: treesAt(conditions, 'saml:AudienceRestriction').length,
    attributes: valuesOf(statements),
    roles: codesOf(statements, vihfNames.role, 'hl7:Role'),
    purposes: codesOf(statements, vihfNames.purpose, 'hl7:PurposeOfUse'),
  };
}

/** The only value of an attribute; empty when it is missing or repeated. */
export function singleValue(vihf: Vihf, name: string): string {
  const [value = '', ...others] = vihf.attributes.get(name) ?? [];
  return others.length === 0 ? value : '';
}

/** `DIRECTE`, `INDIRECTE` or `INDIRECTE_RENFORCEE`; empty when it is missing or repeated. */
export function modeOf(vihf: Vihf): string {
  return singleValue(vihf, vihfNames.mode);
}

/** True in AIR, where a token lives thirty seconds and serves once. */
export function isAir(vihf: Vihf): boolean {
  return modeOf(vihf) === 'INDIRECTE_RENFORCEE';
}

function valuesOf(statements: readonly XmlTree[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const statement of statements) {
    // Both spellings exist: samples write a small m, kits and ANS documents a capital one (facts, DMP §3).
    const name = attribute(statement, 'Name').replace('Authentification_Mode', vihfNames.mode);
    const texts = treesAt(statement, 'saml:AttributeValue').map(({ text }) => text);
    values.set(name, [...(values.get(name) ?? []), ...texts]);
  }
  return values;
}

function codesOf(statements: readonly XmlTree[], name: string, element: string): Code[] {
  return statements
    .filter((statement) => attribute(statement, 'Name') === name)
    .flatMap((statement) => treesAt(statement, `saml:AttributeValue/${element}`))
    .map((coded) => ({
      code: attribute(coded, 'code'),
      codeSystem: attribute(coded, 'codeSystem'),
      displayName: attribute(coded, 'displayName'),
    }));
}
