import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Finding, type SignatureVerification, textsAt, verifyEnvelopedSignature } from '../../core/index.ts';
import { authoritiesIn, issuedByOne, oneLine } from '../authorities.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { nameAttributes, sameName } from '../vihf/distinguished-name.ts';
import { assertionPath, assertionsOf, type InsiAssertion } from './assertions.ts';
import { eachRequest, type InsiRequest, ns } from './soap.ts';

type Verified = Extract<SignatureVerification, { ok: true }>;

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export const signature = defineRule({
  id: 'insi.signature',
  version: '1',
  title: 'L’assertion de la carte est signée par elle, avec les algorithmes du guide',
  source:
    'INSI-10 ; faits INSi §1.4 (documenté : exc-c14n, rsa-sha256, sha256, Issuer et NameID du certificat de signature). ' +
    'L’autorité (AC IGC-SANTE FORT PERSONNES) ne se prouve qu’avec l’entrée `autorites` (PEM)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, (request) =>
      assertionsOf(request.document)
        .professionals.filter(({ mode }) => mode === 'carte')
        .slice(0, 1)
        .flatMap((assertion) => signed(request, assertion, inputs)),
    ),
});

function signed(request: InsiRequest, assertion: InsiAssertion, inputs: RuleInputs): Finding[] {
  const found = verifyEnvelopedSignature(request.document, assertion.element);
  if (!found.ok) {
    return [
      discrepancy({
        code: 'signature',
        where: request.at(`${assertionPath}/ds:Signature`),
        expected: 'une signature XML enveloppée valide de toute l’assertion',
        got: found.reason,
        message: 'La signature de l’assertion n’est pas valide.',
        remedy:
          'Faites signer par la carte l’assertion telle qu’elle part : canonisez-la (exc-c14n), placez ds:Signature après Issuer, référencez son ID, et ne la reformatez plus ensuite.',
      }),
    ];
  }
  const certificate = new X509Certificate(found.certificate);
  return [
    ...algorithms(request, assertion, found),
    ...holder(request, assertion, certificate),
    ...chain(request, certificate, inputs),
  ];
}

function algorithms(request: InsiRequest, { element }: InsiAssertion, found: Verified): Finding[] {
  const canonical = textsAt(element, 'ds:Signature/ds:SignedInfo/ds:CanonicalizationMethod/@Algorithm', ns);
  const got = [...canonical, found.signatureMethod, found.digestMethod];
  return unless(got.join() === [exclusive, 'rsa-sha256', 'sha256'].join(), {
    code: 'algorithmes',
    where: request.at(`${assertionPath}/ds:Signature/ds:SignedInfo`),
    expected: [exclusive, 'rsa-sha256', 'sha256'],
    got,
    message: 'La signature n’emploie pas les algorithmes du guide.',
    remedy:
      'Signez en rsa-sha256, avec des empreintes sha256 et la canonisation exclusive (exc-c14n) : SHA-1 n’est pas admis.',
  });
}

function holder(request: InsiRequest, { issuer, nameId }: InsiAssertion, certificate: X509Certificate): Finding[] {
  const at = Date.parse(request.exchange.at);
  const current = Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo);
  const subject = oneLine(certificate.subject);
  const names = nameAttributes(certificate.subject).flatMap((one) => (one.startsWith('CN=') ? [one.slice(3)] : []));
  return [
    ...unless(current, {
      code: 'certificat-perime',
      where: request.at(`${assertionPath}/ds:Signature/ds:KeyInfo`),
      expected: `certificat en cours le ${request.exchange.at}`,
      got: `du ${certificate.validFrom} au ${certificate.validTo}`,
      message: 'Le certificat de la carte n’est pas en cours de validité.',
      remedy: 'Refusez dans le logiciel une carte périmée, et faites-la renouveler.',
    }),
    ...unless(sameName(issuer, certificate.subject), {
      code: 'issuer',
      where: request.at(`${assertionPath}/saml:Issuer`),
      expected: subject,
      got: issuer,
      message: 'L’Issuer n’est pas le nom du certificat qui signe.',
      remedy:
        'Écrivez dans Issuer le nom (RFC 2253) du certificat de signature de la carte, et non de celui d’authentification.',
    }),
    ...unless(names.includes(nameId.toLowerCase()), {
      code: 'porteur',
      where: request.at(`${assertionPath}/saml:Subject/saml:NameID`),
      expected: names,
      got: nameId,
      message: 'Le NameID n’est pas l’identifiant national du porteur de la carte.',
      remedy: 'Écrivez dans NameID l’identifiant national du porteur, qui est le CN de son certificat de signature.',
    }),
  ];
}

function chain(request: InsiRequest, certificate: X509Certificate, inputs: RuleInputs): Finding[] {
  const pem = inputs['autorites'];
  if (pem === undefined) return [];
  const authorities = authoritiesIn(pem);
  return unless(issuedByOne(certificate, authorities), {
    code: 'chaine',
    where: request.at(`${assertionPath}/ds:Signature/ds:KeyInfo`),
    expected: authorities.map(({ subject }) => oneLine(subject)),
    got: oneLine(certificate.issuer),
    message: 'Aucune autorité admise n’a émis le certificat de la carte.',
    remedy:
      'Signez avec une carte de l’IGC-Santé (AC FORT PERSONNES, de test devant le banc), ou donnez son autorité au banc.',
  });
}
