import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const mssante = defineRule({
  id: 'annuaire.mssante',
  version: '1',
  title: 'Le produit propose toutes les boîtes MSSanté d’un correspondant, et rien d’autre',
  source:
    'ANN-06 ; faits Annuaire §4.4 (emailType = MSSANTE ; un e-mail sans l’extension n’est pas une BAL, documenté)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** MSSanté mailboxes that the directory has for him. */
    boites: z.array(z.string()),
    /** Ordinary addresses that it has beside them. */
    autres: z.array(z.string()).default([]),
  }),
  check(inputs, { boites, autres }) {
    const { adresses } = observed(inputs, 'lecture', z.object({ adresses: z.array(z.string()) }));
    const shown = adresses.map((one) => one.trim().toLowerCase());
    const missing = boites.filter((one) => !shown.includes(one.toLowerCase()));
    const ordinary = autres.filter((one) => shown.includes(one.toLowerCase()));
    return [
      ...unless(missing.length === 0, {
        code: 'boite-manquante',
        where: 'adresses',
        expected: missing,
        got: adresses,
        message: 'Une boîte MSSanté de l’annuaire n’est pas proposée.',
        remedy:
          'Réunissez tous les telecom du professionnel, de chacune de ses activités (PractitionerRole) et de leurs structures (Organization), et proposez-les tous : il peut y en avoir plusieurs.',
      }),
      ...unless(ordinary.length === 0, {
        code: 'adresse-ordinaire',
        where: 'adresses',
        expected: boites,
        got: ordinary,
        message: 'Une adresse ordinaire est proposée pour la MSSanté.',
        remedy:
          'Ne retenez un telecom de system email que si son extension fr-core-contact-point-email-type a le code MSSANTE ; n’en jugez pas au domaine de l’adresse.',
      }),
    ];
  },
});
