import { z } from 'zod';
import { isMatricule15 } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn, domainOf, patientDomain, recipientsOf } from './text.ts';

export const adresseUsager = defineRule({
  id: 'mss.adresse-usager',
  version: '1',
  title: 'L’adresse de l’usager est celle de son INS qualifiée',
  source:
    'ECO.2.2.6, MSS/va1.19, SC.MSS/UX.32 : adresse bâtie de la seule INS qualifiée ; MES §7 : 15 caractères (seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ matricule: z.string().length(15), domaine: z.string().default(patientDomain) }),
  check: (inputs, { matricule, domaine }) =>
    eachMail(inputs, (mail) => {
      const expected = `${matricule}@${domaine}`.toLowerCase();
      const found = [...new Set([...recipientsOf(mail), ...addressesIn(mail, 'to', 'cc')])];
      const usagers = found.filter((address) => domainOf(address) === domaine);
      if (usagers.length === 0) {
        const message = 'Le courriel n’est pas adressé à l’usager.';
        return [discrepancy({ code: 'usager-absent', where: mail.at('To'), expected, got: found, message })];
      }
      return usagers.flatMap((address) =>
        unless(address === expected, {
          code: isMatricule15(address.split('@')[0]?.toUpperCase() ?? '') ? 'autre-usager' : 'adresse',
          where: mail.at('To'),
          expected,
          got: address,
          message: 'L’adresse n’est pas celle de l’INS qualifiée de ce patient.',
        }),
      );
    }),
});
