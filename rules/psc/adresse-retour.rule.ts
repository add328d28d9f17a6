import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { asked, authorizationRequests, callsOf, isLoopback, nothingSeen, tokenRequests } from './calls.ts';

export const adresseRetour = defineRule({
  id: 'psc.adresse-retour',
  version: '2',
  title: 'L’adresse de retour est celle qui est déclarée, en https, et la même à l’échange du code',
  source:
    'PSC-03 ; faits PSC §3.2 (correspondance exacte, documenté) ; RFC 6749 §4.1.3 ; en répétition, http admis sur le poste même (RFC 8252 §7.3, déduit) : l’adresse déclarée à Pro Santé Connect reste en https',
  appliesTo: 'echanges',
  /** Addresses that the service declared; absent: not looked at. */
  parameters: z.object({
    adresses: z.array(z.string()).optional(),
    /** True when the product runs on the station of the bench: http is then admitted on its loopback. */
    poste: z.boolean().default(false),
  }),
  check(inputs, { adresses, poste }) {
    const calls = callsOf(inputs);
    const requests = authorizationRequests(calls);
    if (requests.length === 0) return nothingSeen('une demande d’autorisation');
    const sent = new Set(requests.map(({ parameters }) => parameters.get('redirect_uri') ?? ''));
    return [
      ...requests.flatMap(({ call, parameters }) =>
        addressFindings(parameters.get('redirect_uri') ?? '', call.where('redirect_uri'), { adresses, poste }),
      ),
      ...tokenRequests(calls, 'authorization_code').flatMap((call) =>
        unless(sent.has(asked(call, 'redirect_uri') ?? ''), {
          code: 'adresse-changee',
          where: call.where('redirect_uri'),
          // The last ones say enough.
          expected: [...sent].slice(-3),
          got: asked(call, 'redirect_uri'),
          message: 'L’échange du code ne répète pas l’adresse de retour de la demande d’autorisation.',
          remedy:
            'Gardez avec le state la valeur de redirect_uri envoyée à l’autorisation, et renvoyez-la telle quelle à l’échange du code (RFC 6749 §4.1.3).',
        }),
      ),
    ];
  },
});

function addressFindings(
  address: string,
  where: string,
  { adresses: declared, poste }: { adresses?: readonly string[] | undefined; poste: boolean },
): Finding[] {
  return [
    // RFC 8252 §7.3 admits http on the loopback of a native application; EXI 22 makes no such exception.
    ...unless(/^https:\/\/[^\s#]+$/.test(address) || (poste && isLoopback(address)), {
      code: 'adresse-non-https',
      where,
      expected: 'https://…, sans fragment',
      got: address,
      message: 'L’adresse de retour n’est pas en https, sans fragment : le code passerait en clair.',
      remedy:
        'Publiez la page de retour en https, sur un serveur (EXI 22 : pas de retour sur le poste), déclarez cette adresse à Pro Santé Connect et envoyez-la sans « # ».',
    }),
    ...unless(declared === undefined || declared.includes(address), {
      code: 'adresse-non-declaree',
      where,
      expected: declared,
      got: address,
      message: 'L’adresse de retour n’est pas, au caractère près, une de celles du service.',
      remedy:
        'Mettez dans la configuration du produit l’adresse déclarée à l’enregistrement du service, barre finale et casse comprises, ou demandez l’ajout de celle-ci ; ne la bâtissez pas de l’en-tête Host.',
    }),
  ];
}
