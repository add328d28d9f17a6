// HL7 v2 messages of a patient's file.
import { liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, messages, ouvrir } from './outils.ts';

export const hl7: PageFunctions = {
  async transmettreIdentite({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/hl7`);
    await envoyer(page, page.getByTestId('transmettre-identite'));
    return { messages: messages(page) };
  },

  async lireEchangesHl7({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/hl7`);
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('ligne-hl7'), {
        date: '[data-champ=date]',
        sens: '[data-champ=sens]',
        type: '[data-champ=type]',
        identifiant: '[data-champ=identifiant]',
        acquittement: '[data-champ=acquittement]',
      }),
    };
  },
};
