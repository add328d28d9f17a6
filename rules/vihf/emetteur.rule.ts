import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { oneLine } from '../authorities.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attributePath, attributeTexts, eachVihf, signerOf, type Vihf, vihfText } from './assertion.ts';
import { kindOfIssuer } from './certificate-kind.ts';
import { nameAttributes, sameName } from './distinguished-name.ts';
import { isIndirect, modeOf, textOf } from './texts.ts';

export const emetteur = defineRule({
  id: 'vihf.emetteur',
  version: '2',
  title:
    'L’émetteur du VIHF est le sujet du certificat qui le signe : la carte du porteur, ou la structure, selon le mode',
  source:
    'VIHF-02, VIHF-07 et VIHF-09 ; CI-SIS §4.3.1.5.1.1 (faits VIHF §2.2, documenté) ; faits VIHF §2.4 : NameID = CN de la ' +
    'carte en direct, OU du certificat = structure en indirect. Format de nom SAML 2.0 : admis en VIHF 2.0 seulement ' +
    '(générateur de l’ANS, déduit). D’un VIHF que rien ne signe, l’émetteur se compare au certificat TLS là où il y en a un',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachVihf(inputs, (vihf) => {
      const issuer = vihfText(vihf, 'saml:Issuer') ?? '';
      const subject = subjectOf(vihf);
      return [
        ...format(vihf),
        ...(subject === null ? [unsigned(vihf, issuer)] : agreement(vihf, { issuer, subject })),
        ...holder(vihf, subject ?? issuer),
        ...transport(vihf),
      ];
    }),
});

/** Subject of the certificate that signs; where the text lets an assertion go unsigned, of the one that opens TLS. */
function subjectOf(vihf: Vihf): string | null {
  const signer = signerOf(vihf);
  if (signer !== null) return signer.subject;
  return textOf(vihf).exacting ? null : (vihf.request.exchange.tls?.peer?.subject ?? null);
}

function format(vihf: Vihf): Finding[] {
  const { issuerFormats } = textOf(vihf);
  const found = vihfText(vihf, 'saml:Issuer/@Format');
  return unless(issuerFormats.includes(found ?? ''), {
    code: 'format',
    where: vihf.at('/saml:Issuer/@Format'),
    expected: issuerFormats.join(' ou '),
    got: found,
    message: 'Le format de l’émetteur n’est pas un nom X.509.',
    remedy: `Écrivez Issuer/@Format="${issuerFormats[0]}".`,
  });
}

function agreement(vihf: Vihf, { issuer, subject }: { issuer: string; subject: string }): Finding[] {
  return unless(sameName(issuer, subject), {
    code: 'emetteur',
    where: vihf.at('/saml:Issuer'),
    expected: oneLine(subject),
    got: issuer,
    message: 'L’émetteur n’est pas le sujet du certificat qui signe.',
    remedy:
      'Recopiez dans Issuer le sujet entier du certificat signataire, en RFC 2253 (CN=…,OU=…,O=…,C=FR ; GN et non G, ST et non S) : tirez-le du certificat, sans le saisir.',
  });
}

// vihf.signature says that it is not signed; that nothing was compared is told, not held against it twice.
function unsigned(vihf: Vihf, issuer: string): Finding {
  return discrepancy({
    code: 'sans-certificat',
    severity: 'avertissement',
    where: vihf.at('/saml:Issuer'),
    expected: 'le sujet du certificat qui signe',
    got: issuer,
    message: 'Aucun certificat ne signe le VIHF : son émetteur n’a pu être comparé à rien.',
    remedy: 'Signez le VIHF, puis faites-le juger de nouveau.',
  });
}

// A card has no structure of its own and is its holder's; a seal has its structure as its OU.
function holder(vihf: Vihf, subject: string): Finding[] {
  const mode = modeOf(vihf);
  const [structure = ''] = attributeTexts(vihf, 'Identifiant_Structure');
  const person = vihfText(vihf, 'saml:Subject/saml:NameID') ?? '';
  return [
    ...unless(!isIndirect(mode) || has(subject, 'OU', structure), {
      code: 'structure',
      where: vihf.at(`/${attributePath('Identifiant_Structure')}`),
      expected: `OU du certificat (${oneLine(subject)})`,
      got: structure,
      message: 'La structure du VIHF n’est pas celle du certificat qui signe.',
      remedy:
        'En authentification indirecte, tirez Identifiant_Structure de l’OU du certificat de la structure : le DMP répond sinon « Erreur d’authentification de la personne morale ».',
    }),
    ...unless(mode !== 'DIRECTE' || has(subject, 'CN', person), {
      code: 'porteur',
      where: vihf.at('/saml:Subject/saml:NameID'),
      expected: `CN de la carte (${oneLine(subject)})`,
      got: person,
      message: 'Le VIHF nomme un autre professionnel que le porteur de la carte qui signe.',
      remedy: 'En authentification directe, tirez NameID du CN de la carte de l’utilisateur connecté.',
    }),
  ];
}

function has(subject: string, type: 'OU' | 'CN', value: string): boolean {
  return nameAttributes(subject).includes(`${type}=${value.toLowerCase()}`);
}

// VIHF-09: the connection is opened by the card too, or by the structure too.
function transport(vihf: Vihf): Finding[] {
  const mode = modeOf(vihf);
  const peer = vihf.request.exchange.tls?.peer;
  const found = peer === undefined ? null : kindOfIssuer(peer.issuer);
  const expected = isIndirect(mode) ? 'structure' : mode === 'DIRECTE' ? 'carte' : found;
  return unless(found === null || found === expected, {
    code: 'transport',
    where: vihf.at(`/${attributePath('Authentification_Mode')}`),
    expected: `une connexion ouverte par un certificat de ${expected} (${mode})`,
    got: `un certificat de ${found} (${oneLine(peer?.subject ?? '')})`,
    message: 'Le mode d’authentification annoncé n’est pas celui de la connexion TLS.',
    remedy:
      'Ouvrez la connexion par le certificat d’authentification de la carte en DIRECTE, par le certificat ORG AUTH_CLI de la structure en INDIRECTE et en AIR ; sinon corrigez le mode annoncé.',
  });
}
