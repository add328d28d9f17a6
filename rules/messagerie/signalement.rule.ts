import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { plain, shows, workLines } from './shown.ts';

/** Words by which a screen signals; no text is imposed on products, so that each nature has several (inferred). */
const words = {
  pathologique: /patholog|anormal|anomalie|critique|hors|intervalle|eleve|abaisse/,
  'hors-intervalle': /patholog|anormal|anomalie|critique|hors|intervalle|norme|reference|eleve|abaisse/,
  critique: /critique|urgen|panique|alarm|grave|prioritaire|majeur|vital|danger/,
  suppression: /supprim|suppression|annul|retir/,
} as const;

const signals: Readonly<Record<keyof typeof words, string>> = {
  pathologique: 'Signalez par un texte le document dont une observation a un interpretationCode autre que N.',
  'hors-intervalle':
    'Comparez chaque valeur aux bornes de son intervalle de référence, et signalez par un texte celle qui en sort.',
  critique: 'Signalez par un texte, dès la liste, le document dont une observation a interpretationCode AA, HH ou LL.',
  suppression:
    'Signalez par un texte, dès la liste, le document qu’un message de suppression vise ou dont la dernière version retire un résultat.',
};

const parameters = z.object({
  nature: z.enum(['pathologique', 'hors-intervalle', 'critique', 'suppression']),
  /** False when nothing of that nature may be signalled. */
  present: z.boolean(),
  /** Title of the document whose line of the work list is looked at; absent for a document that is open. */
  titre: z.string().optional(),
});

export const signalement = defineRule({
  id: 'messagerie.signalement',
  version: '1',
  title: 'L’écran signale le document qui doit l’être, et pas les autres',
  source:
    'BIO/va1.01 (AA, HH, LL), BIO/va1.05, BIO/va1.06, BIO/va1.07 (étapes déduites) ; les mots du signalement sont libres',
  appliesTo: 'lecture',
  parameters,
  check(inputs, { nature, present, titre }) {
    const where = titre === undefined ? 'alertes' : `lignes (${titre}).alertes`;
    const alerts = alertsOf(inputs, titre);
    if (alerts === null) {
      return unless(false, {
        code: 'ligne-absente',
        where,
        expected: titre,
        got: null,
        message: 'La liste de travail ne montre pas le document reçu.',
        remedy:
          'Inscrivez chaque CDA reçu à la liste de travail sous son titre : un signalement sans ligne ne se voit pas.',
      });
    }
    const found = alerts.filter((alert) => words[nature].test(plain(alert)));
    return unless(found.length > 0 === present, {
      code: present ? 'non-signale' : 'signale-a-tort',
      where,
      expected: present ? `un signalement (${nature})` : `aucun signalement (${nature})`,
      got: alerts,
      message: present
        ? 'L’écran ne signale pas ce qui doit l’être.'
        : 'L’écran signale un document qui n’a pas à l’être.',
      remedy: present ? signals[nature] : `${signals[nature]} Ne signalez rien d’autre par les mêmes mots.`,
    });
  },
});

function alertsOf(inputs: RuleInputs, titre: string | undefined): string[] | null {
  if (titre === undefined) return observed(inputs, 'lecture', z.object({ alertes: z.array(z.string()) })).alertes;
  const lines = workLines(inputs).filter((line) => shows(line.titre, titre));
  return lines.length === 0 ? null : lines.flatMap((line) => line.alertes);
}
