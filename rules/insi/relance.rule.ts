import { z } from 'zod';
import { type Finding, isProbantError, textAt, textsAt, withXml } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { fromRequests, ns } from './soap.ts';

/** What a search was made by, and what it answered. */
interface Search {
  prenoms: string;
  lieu: string;
  code: string | null;
}

export const relance = defineRule({
  id: 'insi.relance',
  version: '1',
  title: 'Après un retour 02, la recherche est relancée avec les autres prénoms, puis avec le lieu de naissance',
  source:
    'INSI-08 (recommandé : avertissement) ; faits INSi §1.8 (ordre documenté par le GRADeS Bretagne) ; ' +
    'les critères connus du produit sont en paramètres, et sans eux rien n’est exigé',
  appliesTo: 'echanges',
  parameters: z.object({
    /** All first names that the product has, separated by spaces; null when only one. */
    prenoms: z.string().nullable().default(null),
    /** COG that the product has. */
    lieuNaissance: z.string().nullable().default(null),
  }),
  check(inputs, { prenoms, lieuNaissance }) {
    const { values, findings } = fromRequests(
      inputs,
      ({ document, exchange }): Search => ({
        prenoms: textsAt(document, '//ins:RECSANSVITALE/ins:Prenom', ns).join(' '),
        lieu: textAt(document, '//ins:RECSANSVITALE/ins:LieuNaissance', ns) ?? '',
        code: returnCode(inputs, exchange.response?.input),
      }),
    );
    // What cannot be read is blocked by other rules: this one holds to a recommendation.
    if (findings.length > 0) return findings.map((finding) => ({ ...finding, severity: 'avertissement' }));
    return values.flatMap((search, i) =>
      search.code === '02' ? after(search, { next: values[i + 1], rank: i + 1, prenoms, lieuNaissance }) : [],
    );
  },
});

interface Following {
  next: Search | undefined;
  rank: number;
  prenoms: string | null;
  lieuNaissance: string | null;
}

function after(search: Search, { next, rank, prenoms, lieuNaissance }: Following): Finding[] {
  const moreNames = prenoms !== null && search.prenoms !== prenoms;
  const morePlace = lieuNaissance !== null && search.lieu === '';
  const right = moreNames
    ? next?.prenoms === prenoms && next.lieu === search.lieu
    : !morePlace || next?.lieu === lieuNaissance;
  return unless(right, {
    code: 'relance-apres-02',
    severity: 'avertissement',
    where: `requête ${rank + 1} · //ins:RECSANSVITALE`,
    expected: moreNames ? `Prenom « ${prenoms} »` : `LieuNaissance ${lieuNaissance}`,
    got: next === undefined ? 'aucune relance' : `Prenom « ${next.prenoms} », LieuNaissance ${next.lieu || 'absent'}`,
    message:
      'Plusieurs identités trouvées : la recherche n’est pas relancée avec un critère de plus, dans l’ordre recommandé.',
    remedy:
      'Sur un retour 02, rappelez INSi avec tous les prénoms de la pièce d’identité, puis, si le retour est encore 02, avec le code du lieu de naissance.',
  });
}

/** `CodeCR` of an answer; null for what is none. */
function returnCode(inputs: RuleInputs, name: string | undefined): string | null {
  try {
    return withXml(inputs[name ?? ''] ?? Buffer.alloc(0), (document) => textAt(document, '//res:CR/res:CodeCR', ns));
  } catch (thrown) {
    // A fault of HTTP is no return code.
    if (isProbantError(thrown)) return null;
    throw thrown;
  }
}
