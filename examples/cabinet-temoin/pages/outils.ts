// What the page functions of every screen share.
import type { Locator, Page } from 'playwright';
import { attribut, liste } from 'probant/candidate';

export function bandeau(page: Page) {
  const place = (name: string) => page.locator(`[data-bandeau=${name}]`);
  return { nomNaissance: place('nomNaissance'), prenom: place('prenom'), nomUtilise: place('nomUtilise') };
}

/** Lines of a list of received documents. */
export function lignesDeTravail(page: Page) {
  return liste(page.getByTestId('travail-ligne'), {
    message: (row) => attribut(row, 'data-message'),
    patient: '[data-champ=patient]',
    type: '[data-champ=type]',
    titre: '[data-champ=titre]',
    auteur: '[data-champ=auteur]',
    date: '[data-champ=date]',
    etat: '[data-champ=etat]',
    alertes: '[data-champ=signal]',
  });
}

export function messages(page: Page): Locator {
  return page.getByTestId('message');
}

/** Pages that an action has just loaded: what they show is not older than it. */
const fraiches = new WeakSet<Page>();

/** Every action of the product is a form that gives a new page. */
export async function envoyer(page: Page, button: Locator): Promise<void> {
  const loaded = page.waitForEvent('load');
  await button.click();
  await loaded;
  fraiches.add(page);
}

/** A button that the product doesn't offer, or offers greyed, is left alone: what the screen then shows is the answer. */
export async function envoyerSiPropose(page: Page, button: Locator): Promise<void> {
  if ((await button.count()) > 0 && (await button.isEnabled())) await envoyer(page, button);
}

/** Goes to a screen, unless the last action has just led there: a second look loads it again, since flows change files too. */
export async function ouvrir(page: Page, path: string): Promise<void> {
  const there = new URL(page.url(), 'http://localhost').pathname === path;
  if (!(fraiches.delete(page) && there)) await page.goto(path);
}
