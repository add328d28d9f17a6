// The platform of interoperability.
import { liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, messages, ouvrir } from './outils.ts';

export const pfi: PageFunctions = {
  async transmettrePfi({ page }, { dossier, document: id, destinataires, ...choices }) {
    await ouvrir(page, `/patients/${dossier}/pfi`);
    const form = page.locator(`[data-testid=a-transmettre][data-document="${id}"]`);
    for (const [name, chosen] of Object.entries(choices)) await form.getByTestId(`pfi-${name}`).setChecked(chosen);
    await form.getByTestId('pfi-destinataires').fill(destinataires.join(', '));
    await envoyer(page, form.getByTestId('transmettre'));
    return { messages: messages(page) };
  },

  async lireTransmissions({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/pfi`);
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('transmission'), {
        titre: '[data-champ=titre]',
        date: '[data-champ=date]',
        destinations: '[data-champ=destinations]',
        acquittement: '[data-champ=acquittement]',
        dmp: '[data-champ=dmp]',
        mssante: '[data-champ=mssante]',
      }),
    };
  },
};
