import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Finding, type SignatureVerification, verifyEnvelopedSignature } from '../../core/index.ts';
import { authoritiesIn, issuedByOne, oneLine } from '../authorities.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { eachVihf, ns, type Vihf } from './assertion.ts';
import { kindOfCertificate } from './certificate-kind.ts';
import { sameName } from './distinguished-name.ts';
import { isIndirect, modeOf, textOf } from './texts.ts';

type Verified = Extract<SignatureVerification, { ok: true }>;

/** Extended key usage of a TLS client certificate: not one to sign with. */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

export const signature = defineRule({
  id: 'vihf.signature',
  version: '2',
  title: 'La signature du VIHF est valide, faite par un certificat de signature en cours d’une autorité admise',
  source:
    'VIHF-03 et VIHF-04 ; faits DMP §3 et VIHF §2.4 (documenté) ; EX_GEN-1450 : certificat de signature distinct de celui ' +
    'd’authentification, de la carte en direct, de la structure en indirect ; sha1 admis, signalé (inféré) ; en VIHF 2.0 ' +
    '(ROR) l’absence est signalée, le générateur de l’ANS ne signe pas (déduit). Sans `emetteurs`, l’autorité est celle du ' +
    'certificat TLS admis (les deux certificats d’une structure ont la même) ; l’entrée `autorites` (PEM), si elle est ' +
    'donnée, prouve la chaîne.',
  appliesTo: 'echanges',
  parameters: z.object({ emetteurs: z.array(z.string()).min(1).optional() }),
  check: (inputs, { emetteurs }) =>
    eachVihf(inputs, (vihf) => {
      const found = verifyEnvelopedSignature(vihf.request.document, vihf.element);
      if (!found.ok) return [invalid(vihf, found.reason)];
      const certificate = new X509Certificate(found.certificate);
      return [
        ...place(vihf),
        ...weak(vihf, found),
        ...validity(vihf, certificate),
        ...kind(vihf, certificate),
        ...authority(vihf, certificate, emetteurs),
        ...chain(vihf, certificate, inputs),
      ];
    }),
});

function invalid(vihf: Vihf, reason: string): Finding {
  const none = vihf.element.get('ds:Signature', ns) === null;
  return discrepancy({
    code: 'signature',
    severity: none && !textOf(vihf).exacting ? 'avertissement' : 'bloquant',
    where: vihf.at('/ds:Signature'),
    expected: 'une signature XML enveloppée valide de toute l’assertion',
    got: none ? null : reason,
    message: none ? 'Le VIHF n’est pas signé.' : 'La signature du VIHF n’est pas valide.',
    remedy: none
      ? 'Signez l’assertion : ds:Signature enveloppée juste après Issuer, par le certificat de signature de la carte (direct) ou le cachet de la structure (indirect).'
      : 'Signez l’assertion en dernier, sans plus la modifier ni la remettre en forme : une seule ds:Reference vers son ID, transformations enveloped-signature puis exc-c14n, rsa-sha256 et sha256, le certificat signataire dans KeyInfo/X509Data.',
  });
}

// SAML 2.0 core §2.3.3 orders them; samples have it there (facts, DMP §3).
function place(vihf: Vihf): Finding[] {
  const after = vihf.element.get('ds:Signature[preceding-sibling::*[1][self::saml:Issuer]]', ns);
  return unless(after !== null, {
    code: 'place',
    where: vihf.at('/ds:Signature'),
    expected: 'juste après Issuer',
    got: 'ailleurs dans l’assertion',
    message: 'La signature du VIHF n’est pas à sa place dans l’assertion.',
    remedy: 'Insérez ds:Signature entre Issuer et Subject : le schéma de SAML 2.0 fixe cet ordre.',
  });
}

function weak(vihf: Vihf, { signatureMethod, digestMethod }: Verified): Finding[] {
  return unless(signatureMethod !== 'rsa-sha1' && digestMethod !== 'sha1', {
    code: 'sha1',
    severity: 'avertissement',
    where: vihf.at('/ds:Signature/ds:SignedInfo'),
    expected: 'rsa-sha256 et sha256',
    got: `${signatureMethod} et ${digestMethod}`,
    message: 'La signature emploie SHA-1, que les clients récents n’emploient plus.',
    remedy:
      'Passez SignatureMethod à http://www.w3.org/2001/04/xmldsig-more#rsa-sha256 et DigestMethod à http://www.w3.org/2001/04/xmlenc#sha256.',
  });
}

function validity(vihf: Vihf, certificate: X509Certificate): Finding[] {
  const at = Date.parse(vihf.request.exchange.at);
  const current = Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo);
  const usages = certificate.keyUsage ?? [];
  return [
    ...unless(current, {
      code: 'certificat-perime',
      where: vihf.at('/ds:Signature/ds:KeyInfo'),
      expected: `certificat en cours le ${vihf.request.exchange.at}`,
      got: `du ${certificate.validFrom} au ${certificate.validTo}`,
      message: 'Le certificat qui signe le VIHF n’est pas en cours de validité.',
      remedy:
        'Renouvelez le certificat de signature (cachet ORG SIGN ou carte) et avertissez l’administrateur avant son échéance.',
    }),
    ...unless(!usages.includes(clientAuthentication), {
      code: 'usage',
      where: vihf.at('/ds:Signature/ds:KeyInfo'),
      expected: 'un certificat de signature',
      got: 'un certificat d’authentification client',
      message: 'Le VIHF est signé par un certificat d’authentification.',
      remedy:
        'Signez avec le certificat de signature (ORG SIGN, ou la bi-clé de signature de la carte), et gardez celui d’authentification pour TLS (EX_GEN-1450).',
    }),
  ];
}

function kind(vihf: Vihf, certificate: X509Certificate): Finding[] {
  const found = kindOfCertificate(certificate);
  const mode = modeOf(vihf);
  const expected = isIndirect(mode) ? 'structure' : mode === 'DIRECTE' ? 'carte' : found;
  return unless(found === null || found === expected, {
    code: 'sorte-de-certificat',
    where: vihf.at('/ds:Signature/ds:KeyInfo'),
    expected: `un certificat de ${expected} (${mode})`,
    got: `un certificat de ${found} (${oneLine(certificate.issuer)})`,
    message: 'Le VIHF n’est pas signé par la sorte de certificat que demande son mode d’authentification.',
    remedy:
      'En DIRECTE, signez par la carte CPx de l’utilisateur ; en INDIRECTE et en AIR, par le cachet ORG SIGN de la structure ; sinon corrigez le mode annoncé.',
  });
}

function authority(vihf: Vihf, { issuer }: X509Certificate, given: string[] | undefined): Finding[] {
  const { tls } = vihf.request.exchange;
  const ofTls = tls?.authorized === true && tls.peer !== undefined ? [tls.peer.issuer] : [];
  const accepted = given ?? ofTls;
  return unless(
    accepted.some((name) => sameName(name, issuer)),
    {
      code: 'autorite',
      where: vihf.at('/ds:Signature/ds:KeyInfo'),
      expected: accepted.map(oneLine),
      got: oneLine(issuer),
      message: 'Le certificat qui signe le VIHF n’est pas d’une autorité admise.',
      remedy:
        'Signez avec un certificat de l’IGC-Santé (de test devant le banc) ; si le vôtre vient d’une autre autorité de test, déclarez-la dans le plan.',
    },
  );
}

function chain(vihf: Vihf, certificate: X509Certificate, inputs: RuleInputs): Finding[] {
  const pem = inputs['autorites'];
  if (pem === undefined) return [];
  const authorities = authoritiesIn(pem);
  return unless(issuedByOne(certificate, authorities), {
    code: 'chaine',
    where: vihf.at('/ds:Signature/ds:KeyInfo'),
    expected: authorities.map(({ subject }) => oneLine(subject)),
    got: oneLine(certificate.issuer),
    message: 'Aucune autorité admise n’a émis le certificat qui signe le VIHF.',
    remedy:
      'Vérifiez que le certificat signataire a bien été émis par l’autorité qu’il nomme, et donnez celle-ci parmi les autorités admises.',
  });
}
