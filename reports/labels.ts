import type { Cause, Source, Verdict } from '../core/index.ts';

/** What readers see of a verdict: never a colour alone. */
export const verdictLabels: Record<Verdict, { text: string; icon: string }> = {
  conforme: { text: 'conforme', icon: '✓' },
  non_conforme: { text: 'non conforme', icon: '✗' },
  non_evalue: { text: 'non évalué', icon: '○' },
  a_relire: { text: 'à relire', icon: '◐' },
  externe: { text: 'pièce externe', icon: '⇱' },
};

/** What a failure is due to, in French. */
export const causeLabels: Record<Cause, string> = {
  produit: 'produit',
  configuration: 'configuration',
  environnement: 'environnement',
};

/** Where an observation comes from, in French. */
export const sourceLabels: Record<Source, string> = {
  fil: 'octets du fil',
  ecran: 'écran lu par le banc',
  adaptateur: 'pilote de l’éditeur',
  personne: 'personne nommée',
};
