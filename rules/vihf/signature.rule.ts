import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Finding, type SignatureVerification, verifyEnvelopedSignature } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { eachVihf, type Vihf } from './assertion.ts';
import { sameName } from './distinguished-name.ts';

type Verified = Extract<SignatureVerification, { ok: true }>;

/** Extended key usage of a TLS client certificate: not one to sign with. */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

export const signature = defineRule({
  id: 'vihf.signature',
  version: '1',
  title: 'La signature du VIHF est valide, faite par un certificat de signature en cours d’une autorité admise',
  source:
    'Faits DMP §3 et VIHF §2.4 (documenté) ; EX_GEN-1450 : certificat de signature distinct de celui d’authentification ; ' +
    'sha1 admis, signalé (inféré). Sans `emetteurs`, l’autorité est celle du certificat TLS admis (les deux certificats ' +
    'd’une structure ont la même) ; l’entrée `autorites` (PEM), si elle est donnée, prouve la chaîne.',
  appliesTo: 'echanges',
  parameters: z.object({ emetteurs: z.array(z.string()).min(1).optional() }),
  check: (inputs, { emetteurs }) =>
    eachVihf(inputs, (vihf) => {
      const found = verifyEnvelopedSignature(vihf.request.document, vihf.element);
      if (!found.ok) return [invalid(vihf, found.reason)];
      const certificate = new X509Certificate(found.certificate);
      return [
        ...weak(vihf, found),
        ...validity(vihf, certificate),
        ...authority(vihf, certificate, emetteurs),
        ...chain(vihf, certificate, inputs),
      ];
    }),
});

function invalid(vihf: Vihf, reason: string): Finding {
  return discrepancy({
    code: 'signature',
    where: vihf.at('/ds:Signature'),
    expected: 'une signature XML enveloppée valide de toute l’assertion',
    got: reason,
    message: 'La signature du VIHF n’est pas valide.',
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
    }),
    ...unless(!usages.includes(clientAuthentication), {
      code: 'usage',
      where: vihf.at('/ds:Signature/ds:KeyInfo'),
      expected: 'un certificat de signature',
      got: 'un certificat d’authentification client',
      message: 'Le VIHF est signé par un certificat d’authentification.',
    }),
  ];
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
    },
  );
}

function chain(vihf: Vihf, certificate: X509Certificate, inputs: RuleInputs): Finding[] {
  const pem = inputs['autorites'];
  if (pem === undefined) return [];
  const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  const authorities = blocks.map((block) => new X509Certificate(block));
  const made = authorities.some((ca) => certificate.checkIssued(ca) && certificate.verify(ca.publicKey));
  return unless(made, {
    code: 'chaine',
    where: vihf.at('/ds:Signature/ds:KeyInfo'),
    expected: authorities.map(({ subject }) => oneLine(subject)),
    got: oneLine(certificate.issuer),
    message: 'Aucune autorité admise n’a émis le certificat qui signe le VIHF.',
  });
}

function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
