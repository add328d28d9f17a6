import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

interface WrongServer {
  /** French, after « un serveur ». */
  what: string;
  /** French: what the product has to check. */
  check: string;
}

const lapsed: WrongServer = {
  what: 'au certificat expiré',
  check: 'comparez les dates du certificat du serveur à l’heure du poste, tenue à jour',
};
const foreign: WrongServer = {
  what: 'au certificat d’une autre autorité',
  check: 'n’acceptez que les certificats dont la chaîne mène à l’IGC-Santé, et non tout le magasin du système',
};
const revoked: WrongServer = {
  what: 'au certificat révoqué',
  check: 'consultez la CRL ou l’OCSP que le certificat nomme, et refusez un certificat révoqué',
};
const oldVersion: WrongServer = {
  what: 'qui ne parle que TLS 1.1',
  check: 'fixez TLS 1.2 comme version minimale du client',
};
const weakSuite: WrongServer = {
  what: 'à la suite sans confidentialité persistante',
  check: 'ne proposez que les suites documentées (ECDHE, DHE)',
};

/** What the bench shows wrong on purpose (docs/pannes.md): faults of the web services, and listeners of the mail services. */
const wrongServers: Readonly<Record<string, WrongServer>> = {
  tls_expire: lapsed,
  certificat_expire: lapsed,
  tls_autorite: foreign,
  autorite_etrangere: foreign,
  autre_gamme: { ...foreign, what: 'au certificat d’une autre gamme de l’IGC-Santé' },
  tls_revoque: revoked,
  certificat_revoque: revoked,
  tls_nom: {
    what: 'au certificat d’un autre nom',
    check: 'comparez le nom demandé aux noms du certificat (subjectAltName)',
  },
  tls_cle_faible: {
    what: 'à la clé RSA de 1 024 bits',
    check: 'refusez les clés RSA de moins de 2 048 bits',
  },
  tls_version: oldVersion,
  tls11: oldVersion,
  tls_suite: weakSuite,
  suite_interdite: weakSuite,
  dh_1024: { what: 'à l’échange DHE de 1 024 bits', check: 'refusez un groupe DHE de moins de 2 048 bits' },
  ecdh_224: { what: 'à l’échange ECDHE de moins de 256 bits', check: 'n’offrez que des courbes de 256 bits au moins' },
};

export const serveur = defineRule({
  id: 'tls.serveur',
  version: '1',
  title: 'Le produit n’envoie rien à un serveur dont la connexion TLS est à refuser',
  source:
    'Messagerie : MSS/CONF.01, CONF.03, CONF.27, va1.04 et va1.05 (ECO 1.1.1, 1.1.3, 1.1.5, 1.1.6 et 1.1.10, faits MSS §2.1 ' +
    'et §9.4, documenté) ; services web : SC.SSI/IE.43 et PDT-INF-579v4, RFC 9325 §3, §4 et §7 pour le détail (inféré, la ' +
    'révocation comprise). Le journal nomme la panne que chaque connexion a rencontrée (docs/pannes.md)',
  appliesTo: 'echanges',
  parameters: z.object({ pannes: z.array(z.string()).min(1).optional() }),
  check(inputs, { pannes }) {
    const met = observedExchanges(inputs).flatMap((exchange, i) => {
      const fault = exchange.attribution === 'autre' ? undefined : faultOf(exchange);
      const looked = fault !== undefined && (pannes ?? [fault]).includes(fault);
      return looked ? [{ exchange, fault, where: `échange ${i + 1} · TLS` }] : [];
    });
    const untried = (pannes ?? []).filter((fault) => met.every((one) => one.fault !== fault));
    if (met.length === 0 && untried.length === 0) return [{ ...noTry('un serveur à refuser'), code: 'aucun-echange' }];
    return [...untried.map((fault) => noTry(`un serveur ${wrongServers[fault]?.what ?? fault}`)), ...met.flatMap(sent)];
  },
});

// A listener of the mail services is its own fault, and the path of its exchanges names it.
function faultOf({ tls, request }: ObservedExchange): string | undefined {
  const path = request?.path ?? '';
  return tls?.fault ?? (Object.hasOwn(wrongServers, path) ? path : undefined);
}

interface Met {
  exchange: ObservedExchange;
  fault: string;
  where: string;
}

// What is said before STARTTLS is in clear, and has no TLS yet.
function sent({ exchange, fault, where }: Met): Finding[] {
  const { n, outcome, tls, request } = exchange;
  if (request === undefined || outcome === 'refus_tls' || tls === null || tls.version === '') return [];
  const { what, check } = wrongServers[fault] ?? { what: fault, check: 'vérifiez le serveur avant de lui écrire' };
  return [
    discrepancy({
      code: 'serveur-accepte',
      where,
      expected: 'une connexion que le produit rompt avant toute requête',
      got: `${request.method} ${request.path} (échange n° ${n}, panne ${fault})`,
      message: `Le produit a écrit à un serveur ${what} : il devait rompre la connexion.`,
      remedy: `Laissez la vérification TLS active dans le client (ni rejectUnauthorized: false, ni TrustAllCerts, ni verify=False) et ${check} ; rompez la connexion avant d’écrire et dites pourquoi à l’utilisateur.`,
    }),
  ];
}

function noTry(expected: string): Finding {
  return discrepancy({
    code: 'aucun-essai',
    where: 'echanges',
    expected: `une connexion à ${expected}`,
    got: null,
    message: 'Aucune connexion du produit n’a rencontré un serveur à refuser : rien ne dit qu’il le refuserait.',
    remedy:
      'Faites appeler le service par le produit pendant que la panne est posée ; si une connexion était gardée ouverte, le produit doit en rouvrir une.',
  });
}
