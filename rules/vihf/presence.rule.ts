import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachVihf, ns, vihfText } from './assertion.ts';

export const presence = defineRule({
  id: 'vihf.presence',
  version: '1',
  title: 'Chaque requête porte un VIHF et un seul, dans wsse:Security',
  source: 'TD0.1 ; CI-SIS Transport synchrone pour client lourd (faits DMP §3 et VIHF §2.2, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachVihf(inputs, (vihf) => [
      ...unless(vihf.request.document.eval('count(//saml:Assertion)', ns) === 1, {
        code: 'assertion-ailleurs',
        where: vihf.request.at('//saml:Assertion'),
        expected: 'une seule assertion dans le message',
        got: String(vihf.request.document.eval('count(//saml:Assertion)', ns)),
        message: 'Le message porte une autre assertion que celle de wsse:Security.',
      }),
      ...unless(vihfText(vihf, '@Version') === '2.0', {
        code: 'version-saml',
        where: vihf.at('/@Version'),
        expected: '2.0',
        got: vihfText(vihf, '@Version'),
        message: 'L’assertion n’est pas en SAML 2.0.',
      }),
    ]),
});
