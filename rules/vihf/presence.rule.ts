import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachVihf, ns, type Vihf, vihfText } from './assertion.ts';
import { textOf } from './texts.ts';

const ncName = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

export const presence = defineRule({
  id: 'vihf.presence',
  version: '2',
  title: 'Chaque requête porte un VIHF et un seul, dans wsse:Security, en SAML 2.0',
  source:
    'TD0.1 ; VIHF-01 ; CI-SIS Transport synchrone pour client lourd (faits DMP §3 et VIHF §2.2, documenté) ; ID : nom XML ' +
    '(SAML 2.0 core §1.3.4), un UUID nu seulement signalé en VIHF 2.0, le générateur de l’ANS en écrit un (déduit) ; ' +
    'commentaire dans une valeur signée : deux lecteurs n’y lisent pas le même texte (CVE-2017-11427 et semblables)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachVihf(inputs, (vihf) => [...alone(vihf), ...samlVersion(vihf), ...identifier(vihf), ...cutValues(vihf)]),
});

// By its local name: a reader may look no further, and take the other one (signature wrapping).
function alone({ request }: Vihf): Finding[] {
  const count = request.document.eval("count(//*[local-name()='Assertion'])", ns);
  return unless(count === 1, {
    code: 'assertion-ailleurs',
    where: request.at('//saml:Assertion'),
    expected: 'une seule assertion dans le message',
    got: String(count),
    message: 'Le message porte une autre assertion que celle de wsse:Security.',
    remedy:
      'Retirez du message toute autre assertion (dans le corps, dans ds:Object, dans une extension) : seule celle de wsse:Security vaut.',
  });
}

function samlVersion(vihf: Vihf): Finding[] {
  const found = vihfText(vihf, '@Version');
  return unless(found === '2.0', {
    code: 'version-saml',
    where: vihf.at('/@Version'),
    expected: '2.0',
    got: found,
    message: 'L’assertion n’est pas en SAML 2.0.',
    remedy: 'Écrivez Version="2.0" : c’est la version de SAML, celle du VIHF va dans l’attribut VIHF_Version.',
  });
}

function identifier(vihf: Vihf): Finding[] {
  const id = vihfText(vihf, '@ID') ?? '';
  return unless(ncName.test(id), {
    code: 'identifiant',
    severity: textOf(vihf).exacting || id === '' ? 'bloquant' : 'avertissement',
    where: vihf.at('/@ID'),
    expected: 'un nom XML : une lettre ou « _ », puis des lettres, chiffres, « . », « - » ou « _ »',
    got: id,
    message: 'L’ID de l’assertion n’est pas un nom XML : une signature ne peut pas le désigner.',
    remedy: 'Faites précéder l’UUID d’un « _ » (ou de « VIHF- »), et tirez-en un nouveau à chaque assertion.',
  });
}

// Exclusive canonicalisation drops comments: one may be put into a signed value, which a careless reader then cuts.
function cutValues(vihf: Vihf): Finding[] {
  const cut = vihf.element.find('.//*[text()][comment() or processing-instruction()]', ns);
  const values = cut.filter((node) => node.content.trim() !== '' && node.get('*') === null);
  return values.map((node) =>
    discrepancy({
      code: 'commentaire',
      where: vihf.at(`//${'name' in node ? String(node.name) : ''}`),
      expected: 'un texte d’un seul tenant',
      got: node.content.trim(),
      message: 'Un commentaire ou une instruction coupe une valeur de l’assertion.',
      remedy: 'Écrivez chaque valeur d’un seul tenant, sans commentaire ni instruction de traitement.',
    }),
  );
}
