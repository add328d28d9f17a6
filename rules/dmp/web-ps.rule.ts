import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type ObservedExchange, observedExchanges, ownExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

const root = '/AccesDirect/';

export const webPs = defineRule({
  id: 'dmp.web-ps',
  version: '1',
  title: 'L’appel contextuel ouvre la page du Web-PS attendue, pour ce patient',
  source:
    'DMP/va1.02, DMP/va1.11, DMP/va1.21 : TD0.9 ; faits DMP §9 (documenté) : https://…/AccesDirect/<page>/<INS>, authentification directe par carte',
  appliesTo: 'echanges',
  parameters: z.object({
    /** Null where no page must open. */
    page: z.string().nullable(),
    matricule: z.string().length(15),
  }),
  check(inputs, { page, matricule }) {
    // A visit that names nobody could be the person's: where none is wanted, it counts.
    const seen = page === null ? observedExchanges(inputs) : ownExchanges(inputs);
    const visits = seen.filter(
      ({ request, attribution }) => attribution !== 'autre' && request?.path.includes(root) === true,
    );
    if (page === null) return visits.length === 0 ? [] : [opened(visits)];
    const told = visits.map(({ request, response }) => `${request?.path} (${response?.status ?? 'sans réponse'})`);
    const own = visits.filter(({ request }) => {
      const [name, ins = ''] = (request?.path.split(root)[1] ?? '').split(/[/?#]/);
      return name === page && ins !== '' && (ins === matricule || ins === matricule.slice(0, 13));
    });
    return [
      ...unless(own.length > 0, {
        code: 'page-non-ouverte',
        where: 'echanges',
        expected: `${root}${page}/${matricule}`,
        got: told,
        message: 'La page attendue du Web-PS n’a pas été ouverte pour ce patient.',
        remedy:
          'Ouvrez dans le navigateur du poste https://<domaine>/AccesDirect/<page>/<matricule INS>, avec le matricule qualifié du dossier ouvert (TD0.9).',
      }),
      ...unless(own.length === 0 || own.some(({ response }) => response?.status === 200), {
        code: 'page-refusee',
        where: 'echanges',
        expected: '200',
        got: told,
        message: 'Le Web-PS a refusé la page demandée.',
        remedy:
          'Présentez le certificat d’authentification de la carte du professionnel (CPS), et vérifiez que le patient a un DMP.',
      }),
    ];
  },
});

function opened(visits: readonly ObservedExchange[]): Finding {
  return discrepancy({
    code: 'page-ouverte',
    where: 'echanges',
    expected: 'aucune page',
    got: visits.map(({ request }) => request?.path ?? ''),
    message: 'Le Web-PS s’est ouvert pour un patient dont l’identité n’est pas qualifiée.',
    remedy: 'N’offrez l’appel contextuel que pour une identité qualifiée : l’INS d’une autre ne sort pas du produit.',
  });
}
