import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed, observedExchanges } from '../observed.ts';
import { parsed } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

const readSchema = z.object({ serveurs: z.array(z.object({ role: z.string(), adresse: z.string() })) });

export const autoconfiguration = defineRule({
  id: 'mss.autoconfiguration',
  version: '1',
  title: 'La boîte est configurée d’après son adresse, par ce que publie l’opérateur',
  source:
    'ECO.1.1.9, SC.MSS/CONF.04 : lire https://autoconfig.<domaine>/mail/config-v1.1.xml, appliquer les paramètres. Le contenu de la réponse est celui de clientConfig 1.1 (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const told = observedExchanges(inputs).filter(
      ({ attribution, request, response }) =>
        attribution !== 'autre' &&
        request?.method === 'GET' &&
        request.path.startsWith('/mail/config-v1.1.xml') &&
        response?.status === 200,
    );
    const answer = inputs[told.at(-1)?.response?.input ?? ''];
    if (answer === undefined) return notAsked();
    const { serveurs } = observed(inputs, 'lecture', readSchema);
    const shown = serveurs.map(({ adresse }) => adresse.replaceAll(/\s/g, '').toLowerCase());
    return parsed(
      answer,
      (path) => `config-v1.1.xml ${path}`,
      (document) =>
        (['outgoingServer', 'incomingServer'] as const).flatMap((element) => {
          const [host = ''] = textsAt(document, `//${element}/hostname`, {});
          const [port = ''] = textsAt(document, `//${element}/port`, {});
          return applied(element, `${host}:${port}`.toLowerCase(), shown);
        }),
    );
  },
});

function notAsked(): Finding[] {
  return unless(false, {
    code: 'configuration-non-demandee',
    where: 'echanges',
    expected: 'GET /mail/config-v1.1.xml, répondu 200',
    got: null,
    message: 'Le produit n’a pas demandé à l’opérateur la configuration de la boîte.',
    remedy:
      'Depuis l’adresse seule, demandez https://autoconfig.<domaine>/mail/config-v1.1.xml (sur le banc, PROBANT_MSS_AUTOCONFIG_URL), et ne demandez à l’utilisateur ni serveur ni port.',
  });
}

function applied(element: string, server: string, shown: string[]): Finding[] {
  return unless(shown.includes(server), {
    code: 'configuration-non-appliquee',
    where: `serveurs · ${element}`,
    expected: server,
    got: shown,
    message: 'La boîte n’est pas configurée avec le serveur que l’opérateur publie.',
    remedy:
      'Appliquez hostname et port de chaque serveur publié (socketType STARTTLS, authentication OAuth2), et montrez-les.',
  });
}
