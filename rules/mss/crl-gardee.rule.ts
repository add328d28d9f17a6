import { fromBER, GeneralizedTime, Sequence, UTCTime } from 'asn1js';
import { z } from 'zod';
import { unless } from '../findings.ts';
import { showsDay } from '../messagerie/shown.ts';
import { observed, observedExchanges } from '../observed.ts';
import { defineRule, type RuleInputs } from '../rule.ts';

const readSchema = z.object({ listes: z.array(z.object({ autorite: z.string(), fin: z.string() })) });

const hour = 3_600_000;

export const crlGardee = defineRule({
  id: 'mss.crl-gardee',
  version: '1',
  title: 'Le produit demande la liste de révocation de l’IGC-Santé, et garde la dernière valable',
  source:
    'ECO.1.1.6 et 1.1.7, SC.MSS/CONF.22 (sans objet pour un produit qui interroge OCSP) ; la fin de validité est nextUpdate (RFC 5280 §5.1.2.5) ; le jour s’affiche à l’heure du poste, d’où un jour de tolérance (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({
    /** True where the list that was kept is to be shown. */
    montree: z.boolean(),
  }),
  check(inputs, { montree }) {
    const good = lists(inputs).filter(({ until, at }) => until > at);
    const asked = unless(good.length > 0, {
      code: 'crl-non-demandee',
      where: 'echanges',
      expected: 'GET /CRL/ACI-EL-ORG-TEST.crl, répondu par une liste en cours',
      got: observedExchanges(inputs).map(({ request }) => request?.path),
      message: 'Le produit n’a pas obtenu la liste de révocation de l’autorité des opérateurs.',
      remedy:
        'Avant la connexion, demandez la liste que nomme le certificat du serveur (point de distribution de la CRL) ; si le produit en garde une d’avant, videz-la et rejouez.',
    });
    if (!montree || good.length === 0) return asked;
    const { listes } = observed(inputs, 'lecture', readSchema);
    const due = good.at(-1)?.until ?? 0;
    // What the clock of the computer makes of that instant: from UTC-12 to UTC+14.
    const days = [due - 12 * hour, due, due + 14 * hour].map((at) => new Date(at).toISOString().slice(0, 10));
    return unless(
      listes.some(({ fin }) => days.some((day) => showsDay(fin, day))),
      {
        code: 'crl-non-montree',
        where: 'listes',
        expected: `une liste valable jusqu’au ${new Date(due).toISOString()}`,
        got: listes.map(({ autorite, fin }) => `${autorite} : ${fin}`),
        message: 'Le produit ne montre pas la liste de révocation qu’il vient d’obtenir.',
        remedy:
          'Gardez la liste obtenue tant que son nextUpdate n’est pas passé, et montrez quelque part l’autorité et la fin de validité de la liste gardée.',
      },
    );
  },
});

/** Revocation lists of the authority of the operators that were served, and when. */
function lists(inputs: RuleInputs): Array<{ until: number; at: number }> {
  return observedExchanges(inputs).flatMap(({ at, request, response }) => {
    const bytes = inputs[response?.input ?? ''];
    const wanted = /\/CRL\/ACI-EL-ORG[^/]*\.crl$/i.test(request?.path ?? '') && response?.status === 200;
    const until = wanted && bytes !== undefined ? nextUpdate(bytes) : undefined;
    return until === undefined ? [] : [{ until, at: Date.parse(at) }];
  });
}

/** `nextUpdate` of a list: the second date of what is signed; undefined for what is no list. */
function nextUpdate(bytes: Buffer): number | undefined {
  const { offset, result } = fromBER(new Uint8Array(bytes));
  const [signed] = offset > 0 && result instanceof Sequence ? result.valueBlock.value : [];
  if (!(signed instanceof Sequence)) return undefined;
  // GeneralizedTime is a kind of UTCTime in this library.
  const dates = signed.valueBlock.value.filter((one) => one instanceof UTCTime || one instanceof GeneralizedTime);
  return dates[1]?.toDate().getTime();
}
