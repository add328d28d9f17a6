import { attributeTexts, type Vihf } from './assertion.ts';

/** Attributes that a version may ask for, by the code of the finding that tells one missing. */
export type AttributeCode =
  | 'structure'
  | 'secteur'
  | 'mode'
  | 'ressource'
  | 'lps-nom'
  | 'lps-version'
  | 'lps-homologation'
  | 'acces'
  | 'nom'
  | 'profil-utilisateur'
  | 'vihf-profil';

/** What one version of the VIHF asks, as far as the facts tell it. */
export interface VihfText {
  /** As `VIHF_Version` says it. */
  readonly version: string;
  /** `Ressource_URN` of the service that the version is for. */
  readonly resource: string;
  readonly mandatory: readonly AttributeCode[];
  readonly issuerFormats: readonly string[];
  /**
   * False where what the text says of the ID and of the signature is known by the generator of the ANS alone, which writes
   * a bare UUID and signs nothing: what it does is told, not refused.
   */
  readonly exacting: boolean;
}

const x509 = (saml: '1.1' | '2.0'): string => `urn:oasis:names:tc:SAML:${saml}:nameid-format:X509SubjectName`;

/** VIHF 3.0, of the DMP (facts, VIHF §2.3: samples and kit of the GIE SESAM-Vitale, documented). */
const dmp3: VihfText = {
  version: '3.0',
  resource: 'urn:dmp',
  // LPS_Version is optional there (facts, DMP §3: 0..1).
  mandatory: ['structure', 'secteur', 'mode', 'ressource', 'acces', 'lps-nom', 'lps-homologation'],
  issuerFormats: [x509('1.1')],
  exacting: true,
};

/** VIHF 4.0: the guide of the ANS for HL7 v2 and CDA names it and its attributes; the text itself is not public. */
const dmp4: VihfText = { ...dmp3, version: '4.0', mandatory: [...dmp3.mandatory, 'lps-version'] };

/** VIHF 2.0, of the ROR: known by the generator of the ANS (Platines), for an automate. */
const ror2: VihfText = {
  version: '2.0',
  resource: 'urn:ROR',
  mandatory: ['ressource', 'nom', 'profil-utilisateur', 'vihf-profil'],
  issuerFormats: [x509('2.0'), x509('1.1')],
  exacting: false,
};

/** The versions that a text describes. */
export const vihfTexts: readonly VihfText[] = [ror2, dmp3, dmp4];

/** What the assertion says of its version; null when it says none, or several. */
export function versionOf(vihf: Vihf): string | null {
  const [version, ...others] = attributeTexts(vihf, 'VIHF_Version');
  return version === undefined || others.length > 0 ? null : version;
}

/** The versions that the service which the request is sent to takes; any for an assertion alone. */
export function versionsFor(vihf: Vihf): readonly VihfText[] {
  return toDmp(vihf) ? vihfTexts.filter(({ resource }) => resource === 'urn:dmp') : vihfTexts;
}

/**
 * The text that judges an assertion: the one of the version that it says. One that says none that is known is told once,
 * by its version, and the rest is judged by the text of the service that it names.
 */
export function textOf(vihf: Vihf): VihfText {
  const version = versionOf(vihf);
  const known = versionsFor(vihf).find((text) => text.version === version);
  if (known !== undefined) return known;
  return !toDmp(vihf) && attributeTexts(vihf, 'Ressource_URN')[0] === ror2.resource ? ror2 : dmp3;
}

// By the address too: the DMP has transactions that rules do not know.
function toDmp({ request }: Vihf): boolean {
  return request.transaction !== 'autre' || (request.exchange.request?.path ?? '').includes('/si-dmp-server/');
}

/** True for an authentication that the structure vouches for, AIR included. */
export function isIndirect(mode: string): boolean {
  return mode.startsWith('INDIRECTE');
}

/** The authentication mode, whichever of its two spellings names it; empty when there is none. */
export function modeOf(vihf: Vihf): string {
  return attributeTexts(vihf, ...modeNames)[0] ?? '';
}

/** Documents and kits write the first, the samples of the GIE SESAM-Vitale the second (facts, VIHF §2.3). */
export const modeNames = ['Authentification_Mode', 'Authentification_mode'] as const;
