import { randomUUID } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { DefectSet } from '../defects.ts';
import { type Organisation, type Professional, physician, software } from '../documents/organisation.ts';
import { otherMatricule, type PatientId } from '../documents/subject.ts';
import type { ClientIdentity, DmpAccess } from '../services.ts';
import { element, textElement, type Xml } from '../xml.ts';
import { subjectOf } from './distinguished-name.ts';

/**
 * How the practice authenticates: `INDIRECTE` feeds and deletes in the name of the structure; only
 * `INDIRECTE_RENFORCEE` (AIR) may declare an authorisation, search and read (PDT-INF-526 and 606; facts, DMP §8).
 */
export type Mode = 'INDIRECTE' | 'INDIRECTE_RENFORCEE';

/** One assertion to write. */
export interface VihfRequest {
  mode: Mode;
  ins: PatientId;
  /** In whose name. */
  professional: Professional;
  /** When the user signed in. */
  signedIn: Date;
}

const saml = 'urn:oasis:names:tc:SAML:2.0';
const classes = `${saml}:ac:classes`;
const hl7 = 'urn:hl7-org:v3';

/** Writes the VIHF of each request: a SAML 2.0 assertion signed by the seal of the practice (facts, DMP §3). */
export class VihfWriter {
  readonly #access: DmpAccess;
  readonly #organisation: Organisation;
  readonly #planted: DefectSet;
  /** For the planted defect that uses one assertion twice. */
  readonly #used = new Map<string, Xml>();

  constructor(access: DmpAccess, organisation: Organisation, planted: DefectSet) {
    this.#access = access;
    this.#organisation = organisation;
    this.#planted = planted;
  }

  /** A new assertion: it serves once, at once (EX_AIR-040). */
  write(request: VihfRequest): Xml {
    const planted = this.#planted;
    if (planted.has('vihf-absent')) return '';
    if (!planted.has('vihf-reutilise')) return this.#signed(request);
    const key = `${request.mode} ${request.ins.extension}`;
    const assertion = this.#used.get(key) ?? this.#signed(request);
    this.#used.set(key, assertion);
    return assertion;
  }

  #signed(request: VihfRequest): Xml {
    const planted = this.#planted;
    const assertion = this.#assertion(request);
    if (planted.has('vihf-non-signe')) return assertion;
    const signed = signAssertion(assertion, planted.has('vihf-autre-signataire') ? this.#access : this.#access.sign);
    return planted.has('vihf-modifie-apres-signature') ? signed.replace('>urn:dmp<', '>urn:dmp2<') : signed;
  }

  #assertion(request: VihfRequest): Xml {
    const planted = this.#planted;
    const issued = planted.has('vihf-perime') ? Date.now() - 7_200_000 : Date.now();
    return element(
      'saml2:Assertion',
      {
        'xmlns:saml2': `${saml}:assertion`,
        'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        ID: `_${randomUUID()}`,
        IssueInstant: new Date(issued).toISOString(),
        Version: '2.0',
      },
      textElement('saml2:Issuer', this.#issuer(), {
        Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
      }),
      element('saml2:Subject', {}, textElement('saml2:NameID', this.#nameId(request))),
      this.#authentication(request, issued),
      element('saml2:AttributeStatement', {}, ...this.#attributes(request)),
    );
  }

  #issuer(): string {
    return this.#planted.has('vihf-emetteur-faux')
      ? 'CN=AUTRE STRUCTURE TEST,O=AUTRE,C=FR'
      : subjectOf(this.#access.sign.cert);
  }

  #nameId({ professional }: VihfRequest): string {
    if (this.#planted.has('vihf-identifiant-generique')) return physician.id;
    return this.#planted.has('vihf-autre-professionnel') ? '899900000099' : professional.id;
  }

  // AIR asks for a strong local authentication and for its nature; which words name the one of a practice is not public:
  // those of the simplified AIR (EX_AIR-050) are taken (inferred).
  #authentication({ mode, signedIn, professional }: VihfRequest, issued: number): Xml {
    const strong = mode === 'INDIRECTE_RENFORCEE';
    const plain = professional.connected ? this.#planted.has('psc-dmp-mot-de-passe') : !strong;
    const reference = !plain ? `${classes}:MobileTwoFactorUnregistered` : `${classes}:Password`;
    const declared = strong && !this.#planted.has('vihf-air-sans-methode');
    const at = new Date(Math.min(signedIn.getTime(), issued)).toISOString();
    return element(
      'saml2:AuthnStatement',
      { AuthnInstant: at },
      element(
        'saml2:AuthnContext',
        {},
        textElement('saml2:AuthnContextClassRef', reference),
        declared ? textElement('saml2:AuthnContextDecl', 'CONF_EXI_PGSSIS') : '',
      ),
    );
  }

  #attributes({ mode, ins, professional }: VihfRequest): Xml[] {
    const planted = this.#planted;
    const structure = planted.has('vihf-structure-fausse') ? '1630000099' : this.#organisation.id;
    const person = planted.has('vihf-autre-patient') ? otherMatricule(ins.extension) : ins.extension;
    const purpose = planted.has('vihf-bris-de-glace')
      ? { code: 'bris_de_glace', displayName: 'Accès en bris de glace' }
      : { code: 'normal', displayName: 'Accès normal' };
    return [
      planted.has('vihf-sans-structure') ? '' : text('Identifiant_Structure', structure),
      planted.has('vihf-sans-secteur') ? '' : text('Secteur_Activite', sector(this.#organisation)),
      planted.has('vihf-sans-nom')
        ? ''
        : text('urn:oasis:names:tc:xspa:1.0:subject:subject-id', `${professional.family} ${professional.given}`),
      attribute('urn:oasis:names:tc:xacml:2.0:subject:role', this.#roles(professional)),
      text('VIHF_Version', planted.has('vihf-version-fausse') ? '1.0' : '3.0'),
      planted.has('vihf-sans-mode') ? '' : text('Authentification_mode', mode),
      planted.has('vihf-sans-patient')
        ? ''
        : text('urn:oasis:names:tc:xacml:2.0:resource:resource-id', `${person}^^^&${ins.root}&ISO^NH`),
      planted.has('vihf-sans-ressource') ? '' : text('Ressource_URN', 'urn:dmp'),
      attribute('urn:oasis:names:tc:xspa:1.0:subject:purposeofuse', [
        coded('PurposeOfUse', {
          ...purpose,
          codeSystem: '1.2.250.1.213.1.1.4.248',
          codeSystemName: 'mode acces VIHF 2.0',
        }),
      ]),
      // A service refuses to break the glass without a reason.
      planted.has('vihf-bris-de-glace') ? text('Mode_Acces_Raison', 'Urgence') : '',
      text('LPS_ID', this.#organisation.installation),
      planted.has('vihf-sans-logiciel') ? '' : text('LPS_Nom', software.name),
      text('LPS_Version', software.version),
      planted.has('vihf-sans-homologation') ? '' : text('LPS_ID_HOMOLOGATION_DMP', software.homologation),
    ];
  }

  /** The profession, then the speciality, mandatory for physicians (facts, VIHF §2.3). */
  #roles({ expertise }: Professional): Xml[] {
    const planted = this.#planted;
    const profession = coded('Role', {
      code: '10',
      codeSystem: '1.2.250.1.71.1.2.7',
      codeSystemName: 'professions',
      displayName: 'Médecin',
    });
    const speciality = coded('Role', {
      ...expertise,
      codeSystem: '1.2.250.1.71.4.2.5',
      codeSystemName: 'specialites RPPS',
    });
    if (planted.has('vihf-sans-role')) return [];
    return planted.has('vihf-sans-specialite') ? [profession] : [profession, speciality];
  }
}

function text(name: string, value: string): Xml {
  return element(
    'saml2:Attribute',
    { Name: name },
    textElement('saml2:AttributeValue', value, { 'xsi:type': 'xs:string' }),
  );
}

function attribute(name: string, values: readonly Xml[]): Xml {
  const written = values.map((value) => element('saml2:AttributeValue', {}, value));
  return written.length === 0 ? '' : element('saml2:Attribute', { Name: name }, ...written);
}

function coded(name: string, code: Record<string, string>): Xml {
  return element(name, { xmlns: hl7, 'xsi:type': 'CE', ...code });
}

/** Enveloped signature over the whole assertion, right after its issuer (facts, VIHF §2.4). */
export function signAssertion(assertion: Xml, signer: ClientIdentity): Xml {
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const signature = new SignedXml({
    privateKey: signer.key,
    // The seal alone, without its chain.
    publicCert: /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(signer.cert)?.[0] ?? signer.cert,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  });
  signature.addReference({
    xpath: '/*',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  const location = { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } as const;
  signature.computeSignature(assertion, { prefix: 'ds', location });
  return signature.getSignedXml();
}

function sector({ facility }: Organisation): string {
  return `${facility.code}^${facility.codeSystem}`;
}
